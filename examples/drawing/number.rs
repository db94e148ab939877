//! Numbers and days as people write them, in English, whatever the locale.

use detente::{Day, Period};

/// The minus sign, as wide as the plus.
const MINUS: char = '\u{2212}';
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `12,345`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 event`, `12,345 events`.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

/// A number with so many decimals and a proper minus; a plus where `signed`.
fn written(value: f64, decimals: usize, signed: bool) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    match (zero, value < 0.0) {
        (false, true) => format!("{MINUS}{text}"),
        (false, false) if signed => format!("+{text}"),
        _ => text,
    }
}

/// A tension, 0 to 100: `63`.
pub(crate) fn whole(value: f64) -> String {
    written(value, 0, false)
}

/// A difference of tensions: `+6`, `−12`.
pub(crate) fn change(value: f64) -> String {
    written(value, 0, true)
}

/// A score or a mean on the Goldstein scale: `−4.4`, `+2.0`, `0.0`.
pub(crate) fn score(value: f64) -> String {
    written(value, 1, true)
}

/// A score as exactly as it is known, with at least one decimal: `−4.35`.
pub(crate) fn exact_score(milli: i64) -> String {
    let text = written(milli as f64 / 1000.0, 3, true);
    let short = text.trim_end_matches('0');
    let missing = if short.ends_with('.') { "0" } else { "" };
    format!("{short}{missing}")
}

/// Goldstein points or a weight: `14.2`.
pub(crate) fn points(value: f64) -> String {
    written(value, 1, false)
}

/// A weight in events: `1`, `0.5`, `1.79`.
pub(crate) fn weight(value: f64) -> String {
    let text = written(value, 2, false);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A band: `46–74`.
pub(crate) fn band([low, high]: [f64; 2]) -> String {
    format!("{}\u{2013}{}", whole(low), whole(high))
}

fn month(day: Day) -> &'static str {
    MONTHS[usize::try_from(day.month() - 1).unwrap_or(0).min(11)]
}

/// `7 April 2017`.
pub(crate) fn day(day: Day) -> String {
    format!("{} {} {}", day.day_of_month(), month(day), day.year())
}

/// `7 Apr`, `Apr 2017` or `Apr`, where there is little room.
pub(crate) fn short_day(day: Day) -> String {
    format!("{} {}", day.day_of_month(), &month(day)[..3])
}

/// `Apr`.
pub(crate) fn short_month(day: Day) -> &'static str {
    &month(day)[..3]
}

/// `April 2017`.
pub(crate) fn month_year(day: Day) -> String {
    format!("{} {}", month(day), day.year())
}

/// `3–9 April 2017`, `31 March – 6 April 2017`.
pub(crate) fn days(from: Day, to: Day) -> String {
    let same = (from.year() == to.year(), from.month() == to.month());
    match same {
        _ if from == to => day(from),
        (true, true) => format!("{}\u{2013}{}", from.day_of_month(), day(to)),
        (true, false) => {
            format!(
                "{} {} \u{2013} {}",
                from.day_of_month(),
                month(from),
                day(to)
            )
        }
        _ => format!("{} \u{2013} {}", day(from), day(to)),
    }
}

/// A period as a heading: `7 April 2017`, `week of 3–9 April 2017`, `April 2017`.
pub(crate) fn period(period: Period, from: Day, to: Day) -> String {
    match period {
        Period::Day => day(from),
        Period::Week => format!("week of {}", days(from, to)),
        Period::Month => month_year(from),
    }
}

/// What a period is called: `day`, `week`, `month`.
pub(crate) const fn unit(period: Period) -> &'static str {
    match period {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_signed_and_never_minus_zero() {
        assert_eq!(
            ["0", "999", "1,000", "1,234,567"],
            [0, 999, 1000, 1_234_567]
                .map(count)
                .each_ref()
                .map(String::as_str)
        );
        assert_eq!(
            (score(-0.04), score(-4.35), score(2.0)),
            ("0.0".into(), "\u{2212}4.3".into(), "+2.0".into())
        );
        assert_eq!(
            (exact_score(-4350), exact_score(1000), exact_score(0)),
            ("\u{2212}4.35".into(), "+1.0".into(), "0.0".into())
        );
        assert_eq!(
            (weight(1.0), weight(0.5), weight(1.792_481)),
            ("1".into(), "0.5".into(), "1.79".into())
        );
    }
}
