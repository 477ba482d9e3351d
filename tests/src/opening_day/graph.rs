//! The day as a picture: answers per second by step, and how long booking took, second by second.

use std::fmt::Write;
use std::time::Duration;

use super::log::{Sample, Step};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 56.0;
const GAP: f64 = 70.0;
const COLOURS: [&str; Step::COUNT] = [
    "#4477aa", "#66ccee", "#228833", "#aa3377", "#ee6677", "#882255", "#999933", "#ccbb44", "#44aa99", "#bbbbbb",
    "#332288", "#ddaa33",
];
/// Names of steps that stand beside each other.
const NAMES: usize = 6;

/// An SVG text.
#[expect(clippy::cast_precision_loss, reason = "a picture")]
pub fn graph(title: &str, samples: &[Sample]) -> String {
    let seconds = samples
        .iter()
        .map(|sample| second(sample.at + sample.took))
        .max()
        .unwrap_or(0)
        + 1;
    let x = |nth: usize| LEFT + WIDTH * nth as f64 / seconds as f64;
    let counts: Vec<[usize; Step::COUNT]> = (0..seconds).map(|nth| counts(samples, nth)).collect();
    let most = counts
        .iter()
        .map(|counts| counts.iter().sum())
        .max()
        .unwrap_or(0)
        .max(1);
    let times: Vec<Vec<Duration>> = (0..seconds).map(|nth| booking(samples, nth)).collect();
    let longest = times
        .iter()
        .flatten()
        .max()
        .copied()
        .unwrap_or_default()
        .as_secs_f64()
        .max(0.001);

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{w}\" height=\"{h}\" fill=\"white\"/>\n<text x=\"{LEFT}\" y=\"18\">{title}</text>\n",
        w = LEFT + WIDTH + 20.0,
        h = TOP + 2.0 * HEIGHT + GAP + 40.0,
        title = title.replace('&', "&amp;").replace('<', "&lt;"),
    );
    axes(&mut svg, TOP, &format!("{most} answers a second"), seconds);
    for (nth, counts) in counts.iter().enumerate() {
        let mut y = TOP + HEIGHT;
        for (count, colour) in counts.iter().zip(COLOURS) {
            let height = HEIGHT * *count as f64 / most as f64;
            y -= height;
            if *count > 0 {
                // Writing to a String cannot fail.
                let _ = writeln!(
                    svg,
                    "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>",
                    x(nth),
                    WIDTH / seconds as f64
                );
            }
        }
    }
    for ((nth, step), colour) in Step::ALL.into_iter().enumerate().zip(COLOURS) {
        let at = LEFT + 150.0 * (nth % NAMES) as f64;
        let up = 16.0 * (1 - (nth / NAMES).min(1)) as f64;
        let _ = writeln!(
            svg,
            "<rect x=\"{at}\" y=\"{y}\" width=\"10\" height=\"10\" fill=\"{colour}\"/><text x=\"{}\" y=\"{}\">{}</text>",
            at + 14.0,
            TOP - 3.0 - up,
            step.name(),
            y = TOP - 12.0 - up,
        );
    }
    let below = TOP + HEIGHT + GAP;
    axes(
        &mut svg,
        below,
        &format!("{longest:.2} s to book, p50 and p95 of those who asked then"),
        seconds,
    );
    for (hundredths, colour) in [(95, "#ee6677"), (50, "#4477aa")] {
        let mut points = String::new();
        for (nth, times) in times.iter().enumerate() {
            let place = (times.len() * hundredths).div_ceil(100).saturating_sub(1);
            if let Some(took) = times.get(place) {
                let y = below + HEIGHT - HEIGHT * took.as_secs_f64() / longest;
                let _ = write!(points, "{:.1},{y:.1} ", x(nth));
            }
        }
        let _ = writeln!(
            svg,
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"
        );
    }
    svg + "</svg>\n"
}

fn axes(svg: &mut String, top: f64, most: &str, seconds: usize) {
    let (bottom, right) = (top + HEIGHT, LEFT + WIDTH);
    // Writing to a String cannot fail.
    let _ = writeln!(
        svg,
        "<path d=\"M{LEFT} {top}V{bottom}H{right}\" fill=\"none\" stroke=\"black\"/>\n\
         <text x=\"{}\" y=\"{}\">{most}</text><text x=\"{LEFT}\" y=\"{label}\">0</text>\
         <text x=\"{right}\" y=\"{label}\" text-anchor=\"end\">{seconds} s</text>",
        LEFT + 4.0,
        top + 12.0,
        label = bottom + 16.0,
    );
}

fn second(at: Duration) -> usize {
    usize::try_from(at.as_secs()).unwrap_or(usize::MAX - 1)
}

/// Answers given in a second, by step.
fn counts(samples: &[Sample], nth: usize) -> [usize; Step::COUNT] {
    let within = samples.iter().filter(|sample| second(sample.at + sample.took) == nth);
    Step::ALL.map(|step| within.clone().filter(|sample| sample.step == step).count())
}

/// How long booking took those who asked for it in a second, in ascending order.
fn booking(samples: &[Sample], nth: usize) -> Vec<Duration> {
    let asked = samples
        .iter()
        .filter(|sample| sample.step == Step::Book && second(sample.at) == nth);
    let mut times: Vec<Duration> = asked.map(|sample| sample.took).collect();
    times.sort();
    times
}
