//! The columns of the read-outs: the trend, and one set for each of the preset half-lives.

use detente::State;

use super::field::{Column, Field, Kind, field};

/// The cell of a state.
pub(super) type OfState = fn(&State) -> String;

const fn column(field: Field, cell: OfState) -> Column<OfState> {
    Column { field, cell }
}

fn some(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The same for every half-life: the trend compares seven days with ninety.
pub(super) const TREND: &[Column<OfState>] = &[
    column(
        field(
            "trend",
            Kind::Decimal,
            "points of tension",
            "-100 to 100",
            "the last week against the last three months; positive is worse, silence gives 0",
            "tension_7 - tension_90, the 7-day value drawn to the 90-day intensity",
        ),
        |state| state.trend.value.to_string(),
    ),
    column(
        field(
            "trend_threshold",
            Kind::Decimal,
            "points of tension",
            "0 and up",
            "what the trend must exceed to be called a change",
            "5 * 1.645 sqrt(v7 + v90)",
        ),
        |state| state.trend.threshold.to_string(),
    ),
    column(
        field(
            "verdict",
            Kind::Text,
            "",
            "worsening, easing or steady",
            "what the trend says",
            "worsening above the threshold, easing below minus the threshold",
        ),
        |state| state.trend.verdict.to_string(),
    ),
];

/// Of each half-life; the days are added to the name, as in `tension_28`.
pub(super) const READOUTS: &[Column<OfState>] = &[
    column(
        field(
            "intensity",
            Kind::Decimal,
            "Goldstein points",
            "-10 to 10",
            "how the source treats the target on the last day of the period",
            "I = (S~ + 5 mu) / (W~ + 5), mu = S / (W + 30) over all days up to then; ~ is decayed by 2^(-days ago / half-life)",
        ),
        |state| state.intensity.to_string(),
    ),
    column(
        field(
            "intensity_low",
            Kind::Decimal,
            "Goldstein points",
            "-10 to 10",
            "lower end of the 90 % sampling band; coding error is not in it",
            "I - 1.645 sqrt(s2 / (n + 5)), s2 = max(0, (R~ + 5 (16 + mu^2)) / (W~ + 5) - I^2)",
        ),
        |state| state.intensity_band[0].to_string(),
    ),
    column(
        field(
            "intensity_high",
            Kind::Decimal,
            "Goldstein points",
            "-10 to 10",
            "upper end of the band",
            "I + 1.645 sqrt(s2 / (n + 5))",
        ),
        |state| state.intensity_band[1].to_string(),
    ),
    column(
        field(
            "effective",
            Kind::Decimal,
            "events",
            "0 and up",
            "how many equal, fresh events the evidence is worth; below 1 no level is named",
            "n = W~^2 / Q~",
        ),
        |state| state.effective.to_string(),
    ),
    column(
        field(
            "tension",
            Kind::Decimal,
            "points of tension",
            "0 to 100",
            "50 is neutral, higher is worse",
            "50 (1 - I / 10)",
        ),
        |state| state.tension.to_string(),
    ),
    column(
        field(
            "tension_low",
            Kind::Decimal,
            "points of tension",
            "0 to 100",
            "lower end of its band",
            "50 (1 - intensity_high / 10)",
        ),
        |state| state.tension_band[0].to_string(),
    ),
    column(
        field(
            "tension_high",
            Kind::Decimal,
            "points of tension",
            "0 to 100",
            "upper end of its band",
            "50 (1 - intensity_low / 10)",
        ),
        |state| state.tension_band[1].to_string(),
    ),
    column(
        field(
            "level",
            Kind::Text,
            "",
            "calm, strained, tense, hostile, open conflict; two of them with \"to\"; too little",
            "the band in words",
            "cuts at 50, 60, 70, 85; too little where n < 1",
        ),
        |state| state.level.to_string(),
    ),
    column(
        field(
            "balance",
            Kind::Decimal,
            "log ratio",
            "any",
            "hostile against cooperative events; positive is hostile",
            "ln((C-~ + 1/2) / (C+~ + 1/2))",
        ),
        |state| state.balance.to_string(),
    ),
    column(
        field(
            "balance_error",
            Kind::Decimal,
            "log ratio",
            "above 0",
            "standard error of the balance",
            "sqrt(1 / (C-~ + 1/2) + 1 / (C+~ + 1/2))",
        ),
        |state| state.balance_error.to_string(),
    ),
    column(
        field(
            "load",
            Kind::Decimal,
            "Goldstein points per thousand documents",
            "0 and up",
            "hostile weight against how much was read; empty before anything was",
            "1000 H~ / D~",
        ),
        |state| some(state.load),
    ),
    column(
        field(
            "salience",
            Kind::Decimal,
            "per cent of the base",
            "0 and up",
            "how much the pair is written about; empty where nothing was read or the pair never named",
            "100 (N~ / D~) / (N / D of the base period)",
        ),
        |state| some(state.salience),
    ),
    column(
        field(
            "threat_share",
            Kind::Decimal,
            "share",
            "0 to 1",
            "threats against acts; empty where there is neither",
            "threats~ / (threats~ + acts~)",
        ),
        |state| some(state.threat_share),
    ),
];
