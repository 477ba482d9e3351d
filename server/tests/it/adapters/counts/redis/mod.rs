mod months;
mod outage;
