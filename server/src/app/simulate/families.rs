//! A line for each family, written as soon as it is complete; and how far the simulation has come.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use preau_domain::simulation::FamilyLine;
use preau_services::simulation::{Follower, Progress};

use super::stop::Stop;
use crate::cli::rulebook_simulate::Shape;

/// Places between two tellings.
const TELL_EVERY: u64 = 50_000;

/// Follows a simulation; an output that cannot be written ends it, and so does whoever asks for an end.
pub(super) struct Telling {
    families: Option<BufWriter<File>>,
    shape: Shape,
    stop: Stop,
    /// Of the last page.
    pub progress: Progress,
    pub failed: Option<io::Error>,
}

impl Telling {
    pub fn new(families: Option<&Path>, shape: Shape) -> io::Result<Self> {
        let mut file = families.map(File::create).transpose()?.map(BufWriter::new);
        if let Some(file) = file.as_mut().filter(|_| shape != Shape::Json) {
            writeln!(file, "family,kept,refused,lacking,before,before_kept,after,difference")?;
        }
        Ok(Self {
            families: file,
            shape,
            stop: Stop::listen(),
            progress: Progress::default(),
            failed: None,
        })
    }

    /// What is still in memory.
    pub fn flush(&mut self) -> io::Result<()> {
        self.families.as_mut().map_or(Ok(()), Write::flush)
    }

    fn write(&mut self, line: &FamilyLine) -> io::Result<()> {
        let Some(file) = &mut self.families else {
            return Ok(());
        };
        if self.shape == Shape::Json {
            return writeln!(file, "{}", serde_json::to_string(line)?);
        }
        let FamilyLine {
            family,
            kept,
            refused,
            lacking,
            before,
            before_kept,
            after,
        } = line;
        let difference = line.difference();
        writeln!(
            file,
            "{family},{kept},{refused},{lacking},{before},{before_kept},{after},{difference}"
        )
    }

    fn go_on(&mut self, written: io::Result<()>) -> ControlFlow<()> {
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

impl Follower for Telling {
    fn family(&mut self, line: &FamilyLine) -> ControlFlow<()> {
        let written = self.write(line);
        self.go_on(written)
    }

    fn page(&mut self, progress: Progress) -> ControlFlow<()> {
        let Progress {
            crowded,
            children,
            places,
            ..
        } = progress;
        let told = std::mem::replace(&mut self.progress, progress);
        let further = |now: u64, told: u64| now / TELL_EVERY > told / TELL_EVERY;
        // Whoever does not listen does not miss it.
        if further(crowded, told.crowded) {
            let _ = writeln!(io::stderr(), "{crowded} bookings of days with too few places");
        }
        if further(places, told.places) {
            let _ = writeln!(io::stderr(), "{places} places of {children} children");
        }
        if self.stop.asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
