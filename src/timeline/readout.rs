//! The read-outs: pure functions over exact sums. Floating point begins here, in a fixed order (day by day, earliest
//! first), with basic operations, `sqrt`, and `exp2` and `log` of the pure-Rust `libm`; what is shown is rounded once.
//!
//! Throughout, a tilde is a sum weighted by `lambda = 2^(-days ago / half-life)`, nothing after the day T enters, and
//! weights are in events, scales in Goldstein points.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    decay::{Amounts, scaled},
    level::Level,
};
use crate::day::Day;

/// k: how many events the prior mean counts for.
pub const PRIOR_WEIGHT: f64 = 5.0;
/// sigma0: the spread, in Goldstein points, of a pair of which nothing is known.
pub const PRIOR_SPREAD: f64 = 4.0;
/// How many neutral events draw a pair's own mean to zero: `mu = S / (W + 30)`.
pub const NEUTRAL_WEIGHT: f64 = 30.0;
/// How many standard errors a 90 % band reaches to each side.
pub const BAND_REACH: f64 = 1.645;

/// A mean with what is needed to say how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Estimate {
    /// `I = (S~ + k m) / (W~ + k)` for the prior mean m.
    pub(super) intensity: f64,
    /// `n = W~^2 / Q~`, zero without evidence.
    pub(super) effective: f64,
    /// `v = s2 / (n + k)`, `s2 = max(0, (R~ + k (sigma0^2 + m^2)) / (W~ + k) - I^2)`.
    pub(super) variance: f64,
}

impl Estimate {
    pub(super) fn new(sums: &Amounts, prior: f64) -> Self {
        let known = sums.w + PRIOR_WEIGHT;
        let intensity = (sums.s + PRIOR_WEIGHT * prior) / known;
        let prior_square = PRIOR_SPREAD * PRIOR_SPREAD + prior * prior;
        let spread = (sums.r + PRIOR_WEIGHT * prior_square) / known - intensity * intensity;
        let effective = if sums.q > 0.0 {
            sums.w * sums.w / sums.q
        } else {
            0.0
        };
        Self {
            intensity,
            effective,
            variance: spread.max(0.0) / (effective + PRIOR_WEIGHT),
        }
    }

    /// `I +- 1.645 sqrt(v)`, held within the scale.
    fn band(&self) -> [f64; 2] {
        let reach = BAND_REACH * self.variance.sqrt();
        [
            (self.intensity - reach).max(-10.0),
            (self.intensity + reach).min(10.0),
        ]
    }
}

/// `mu = S / (W + 30)`: the pair's own undecayed mean, drawn to neutral.
pub(super) fn own_mean(s: i128, w: i128) -> f64 {
    scaled(s, 1e9) / (scaled(w, 1e6) + NEUTRAL_WEIGHT)
}

/// `50 (1 - I / 10)`.
fn tension(intensity: f64) -> f64 {
    50.0 * (1.0 - intensity / 10.0)
}

/// `ln((C-~ + 1/2) / (C+~ + 1/2))` and its standard error.
fn balance(sums: &Amounts) -> (f64, f64) {
    let (minus, plus) = (sums.minus + 0.5, sums.plus + 0.5);
    (libm::log(minus / plus), (1.0 / minus + 1.0 / plus).sqrt())
}

/// `part / whole`; undefined without a whole.
fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Rounds to three decimals; what is shown has gone through here once.
pub(super) fn round(value: f64) -> f64 {
    // Adding zero turns -0 into 0.
    (value * 1000.0).round() / 1000.0 + 0.0
}

/// Where a relationship is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The trend is above its threshold.
    Worsening,
    /// The trend is below minus its threshold.
    Easing,
    /// Neither.
    Steady,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Worsening => "worsening",
            Self::Easing => "easing",
            Self::Steady => "steady",
        })
    }
}

/// What the last days say against the last months.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Trend {
    /// `tension_7 - tension_90` in points of tension, the 7-day value drawn to the 90-day intensity; silence gives 0.
    pub value: f64,
    /// `5 * 1.645 sqrt(v7 + v90)`: what the value must exceed to be called a change.
    pub threshold: f64,
    /// Worsening above the threshold, easing below minus the threshold, else steady.
    pub verdict: Verdict,
}

impl Trend {
    fn new(week: &Amounts, quarter: &Estimate) -> Self {
        let week = Estimate::new(week, quarter.intensity);
        let value = round(tension(week.intensity) - tension(quarter.intensity));
        let threshold = round(5.0 * BAND_REACH * (week.variance + quarter.variance).sqrt());
        let verdict = match value {
            up if up > threshold => Verdict::Worsening,
            down if down < -threshold => Verdict::Easing,
            _ => Verdict::Steady,
        };
        Self {
            value,
            threshold,
            verdict,
        }
    }
}

impl fmt::Display for Trend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:+.1})", self.verdict, self.value)
    }
}

/// What a state is read from: sums up to the day T, decayed with the state's half-life, with 7 and with 90 days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inputs {
    /// Events with a weight up to T.
    pub(super) events: u64,
    /// S and W, exact and undecayed.
    pub(super) total: (i128, i128),
    pub(super) own: Amounts,
    pub(super) week: Amounts,
    pub(super) quarter: Amounts,
    /// D~ and N~: documents read, and of these the ones naming the pair.
    pub(super) read: f64,
    pub(super) named: f64,
    /// N and D of the base period, up to T.
    pub(super) base: (u64, u64),
}

/// The read-outs of a relationship at the end of one day. Every number is rounded once, to three decimals.
///
/// What has no meaning is `None`, never zero: load and salience without a document read, threat share without
/// threats and acts.
///
/// ```
/// use detente::Timeline;
/// # use detente::{Analyzer, Article, Lexicon};
/// # let timeline: Timeline = [("1", "2018-03-29", "Russia expelled 60 American diplomats."), ("2", "2018-04-06", "America imposed sanctions on Russia.")]
/// #     .into_iter().map(|(id, day, text)| Analyzer::new(Lexicon::english()).analyze(&Article::new(id, day.parse().unwrap(), text))).collect();
/// let relationship = timeline.relationship("USA-RUS".parse()?);
/// let [now, long] = [7, 90].map(|half_life| relationship.at("2018-04-06".parse().expect("a day"), half_life));
/// assert!(now.effective < long.effective, "what fades sooner rests on less");
/// assert_eq!(long.threat_share, Some(0.0)); // acts, and no threat
/// # Ok::<(), detente::PairError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct State {
    /// T: no event that stands after this day, and no document published after it in exposure, enters.
    pub day: Day,
    /// The half-life in days.
    pub half_life: u16,
    /// How many events, undecayed, the sums hold up to T.
    pub events: u64,
    /// `I = (S~ + k mu) / (W~ + k)`, `mu = S / (W + 30)`: -10 hostile to +10 cooperative. The mean on the scale of
    /// Goldstein (1992, Journal of Conflict Resolution 36:369-385), drawn to the pair's own past by credibility weighting
    /// (Buhlmann 1967, ASTIN Bulletin 4:199-207).
    pub intensity: f64,
    /// `I +- 1.645 sqrt(s2 / (n + k))`, held within -10..+10: a 90 % sampling band, low and high; coding error is not in it.
    pub intensity_band: [f64; 2],
    /// `n = W~^2 / Q~`: how many equal, fresh events the evidence is worth; 0 and up (Kish 1965, "Survey Sampling", for
    /// the weights; Q fades by `lambda` and not by its square, so that certainty fades too).
    pub effective: f64,
    /// `50 (1 - I / 10)`: 0 to 100, 50 neutral, higher is worse.
    pub tension: f64,
    /// The same of the intensity band, low and high.
    pub tension_band: [f64; 2],
    /// The band in words, by the cuts 50, 60, 70, 85.
    pub level: Level,
    /// `ln((C-~ + 1/2) / (C+~ + 1/2))`, a log ratio of hostile to cooperative events; positive is hostile
    /// (Lowe et al. 2011, "Scaling policy preferences from coded political texts").
    pub balance: f64,
    /// `sqrt(1 / (C-~ + 1/2) + 1 / (C+~ + 1/2))`, the standard error of the balance.
    pub balance_error: f64,
    /// `1000 H~ / D~`: hostile scale points per thousand documents read, as news indices are shares of all articles
    /// (Caldara and Iacoviello 2022, "Measuring Geopolitical Risk", American Economic Review 112:1194-1225).
    pub load: Option<f64>,
    /// `100 (N~ / D~) / base`: the share of documents naming the pair, 100 being its share in the base period.
    pub salience: Option<f64>,
    /// The weight of THREATEN and MOBILIZE over that plus SANCTION, COERCE and ASSAULT in mode actual, decayed: 0 to 1.
    /// Threats and acts are told apart as in Caldara and Iacoviello (2022).
    pub threat_share: Option<f64>,
    /// The last days against the last months, whatever the state's half-life.
    pub trend: Trend,
}

impl State {
    pub(super) fn new(day: Day, half_life: u16, inputs: &Inputs) -> Self {
        let (s, w) = inputs.total;
        let prior = own_mean(s, w);
        let own = Estimate::new(&inputs.own, prior);
        let [low, high] = own.band();
        let tension_band = [round(tension(high)), round(tension(low))];
        let effective = round(own.effective);
        let (balance, balance_error) = balance(&inputs.own);
        Self {
            day,
            half_life,
            events: inputs.events,
            intensity: round(own.intensity),
            intensity_band: [round(low), round(high)],
            effective,
            tension: round(tension(own.intensity)),
            tension_band,
            level: Level::of(tension_band, effective),
            balance: round(balance),
            balance_error: round(balance_error),
            load: share(inputs.own.h, inputs.read).map(|load| round(1000.0 * load)),
            salience: inputs.salience().map(round),
            threat_share: share(inputs.own.threats, inputs.own.threats + inputs.own.acts)
                .map(round),
            trend: Trend::new(&inputs.week, &Estimate::new(&inputs.quarter, prior)),
        }
    }
}

impl Inputs {
    fn salience(&self) -> Option<f64> {
        let (named, read) = self.base;
        let base = share(
            scaled(i128::from(named), 1.0),
            scaled(i128::from(read), 1.0),
        )?;
        share(100.0 * share(self.named, self.read)?, base)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = self.tension_band;
        write!(
            f,
            "tension {:.1} [{low:.1}, {high:.1}] {}",
            self.tension, self.level
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One event of weight 1 and scale -8 today.
    fn one() -> Amounts {
        Amounts {
            w: 1.0,
            q: 1.0,
            s: -8.0,
            h: 8.0,
            r: 64.0,
            minus: 1.0,
            ..Amounts::default()
        }
    }

    fn close(value: f64, by_hand: f64) {
        assert!((value - by_hand).abs() < 1e-8, "{value}, by hand {by_hand}");
    }

    #[test]
    fn mean_is_drawn_to_neutral() {
        // S = -8 * 1, W = 1: -8 / (1 + 30)
        close(own_mean(-8_000_000_000, 1_000_000), -8.0 / 31.0);
        close(own_mean(0, 0), 0.0);
    }

    #[test]
    fn estimate_of_one_event() {
        let estimate = Estimate::new(&one(), -8.0 / 31.0);
        // I = (-8 + 5 * -0.2580645161) / (1 + 5) = -9.2903225806 / 6
        close(estimate.intensity, -1.548_387_096_8);
        // n = 1^2 / 1
        close(estimate.effective, 1.0);
        // s2 = (64 + 5 (16 + 0.0665972945)) / 6 - 2.3975026015 = 24.0554977454 - 2.3975026015 = 21.6579951439
        // v = 21.6579951439 / (1 + 5)
        close(estimate.variance, 3.609_665_857_3);
        // 1.645 * sqrt(3.6096658573) = 1.645 * 1.8999120656 = 3.1253553479
        let [low, high] = estimate.band();
        close(low, -4.673_742_444_7);
        close(high, 1.576_968_251_1);
    }

    #[test]
    fn estimate_without_evidence_is_the_prior() {
        let estimate = Estimate::new(&Amounts::default(), -2.0);
        // I = 5 * -2 / 5; s2 = 5 (16 + 4) / 5 - 4 = 16; v = 16 / (0 + 5)
        assert_eq!(
            estimate,
            Estimate {
                intensity: -2.0,
                effective: 0.0,
                variance: 3.2
            }
        );
    }

    #[test]
    fn estimate_of_unequal_weights() {
        // Weights 1 and 0.5: W = 1.5, Q = 1 + 0.25; n = 2.25 / 1.25
        let sums = Amounts {
            w: 1.5,
            q: 1.25,
            ..Amounts::default()
        };
        close(Estimate::new(&sums, 0.0).effective, 1.8);
    }

    #[test]
    fn a_band_stays_on_the_scale() {
        // 50 events of -10: mu = -500 / 80 = -6.25; I = (-500 - 31.25) / 55 = -9.659; s2 = (5000 + 5 * 55.0625) / 55
        // - 93.298 = 2.617; reach = 1.645 sqrt(2.617 / 55) = 0.359: -10.018 without the limit.
        let sums = Amounts {
            w: 50.0,
            q: 50.0,
            s: -500.0,
            r: 5000.0,
            ..Amounts::default()
        };
        let estimate = Estimate::new(&sums, -6.25);
        close(estimate.intensity, -531.25 / 55.0);
        assert_eq!(estimate.band()[0], -10.0);
    }

    #[test]
    fn variance_never_falls_below_zero() {
        let sums = Amounts {
            w: 1e9,
            q: 1e9,
            s: -1e10,
            r: 0.0,
            ..Amounts::default()
        };
        assert_eq!(Estimate::new(&sums, 0.0).variance, 0.0);
    }

    #[test]
    fn tension_runs_against_intensity() {
        assert_eq!(
            (tension(10.0), tension(0.0), tension(-10.0)),
            (0.0, 50.0, 100.0)
        );
    }

    #[test]
    fn balance_is_a_log_ratio() {
        let sums = Amounts {
            minus: 3.0,
            plus: 1.0,
            ..Amounts::default()
        };
        let (value, error) = balance(&sums);
        // ln(3.5 / 1.5) = 0.8472978604; sqrt(1/3.5 + 1/1.5) = sqrt(0.9523809524) = 0.9759000729
        close(value, 0.847_297_860_4);
        close(error, 0.975_900_072_9);
        assert_eq!(balance(&Amounts::default()), (0.0, 2.0));
    }

    #[test]
    fn trend_draws_the_week_to_the_quarter() {
        let quarter = Estimate::new(&one(), -8.0 / 31.0);
        let trend = Trend::new(&one(), &quarter);
        // I7 = (-8 + 5 * -1.5483870968) / 6 = -2.6236559140; 5 (-1.5483870968 + 2.6236559140) = 5.3763440860
        assert_eq!(trend.value, 5.376);
        // v7 = ((64 + 5 (16 + 2.3975026015)) / 6 - 6.8835703549) / 6 = 3.1857247466; v90 = 3.6096658573
        // 5 * 1.645 * sqrt(6.7953906039) = 8.225 * 2.6067970006 = 21.4409
        assert_eq!(trend.threshold, 21.441);
        assert_eq!(trend.verdict, Verdict::Steady);
        assert_eq!(Trend::new(&Amounts::default(), &quarter).value, 0.0);
    }

    #[test]
    fn trend_turns_only_beyond_its_threshold() {
        // A calm quarter of 200 events at +3, then 100 at -9 this week.
        let calm = Amounts {
            w: 200.0,
            q: 200.0,
            s: 600.0,
            r: 1800.0,
            ..Amounts::default()
        };
        let bad = Amounts {
            w: 100.0,
            q: 100.0,
            s: -900.0,
            r: 8100.0,
            ..Amounts::default()
        };
        let trend = Trend::new(&bad, &Estimate::new(&calm, 2.6));
        assert_eq!(trend.verdict, Verdict::Worsening);
        let good = Amounts { s: 900.0, ..bad };
        assert_eq!(
            Trend::new(&good, &Estimate::new(&calm, -2.6)).verdict,
            Verdict::Easing
        );
    }

    #[test]
    fn rounding_leaves_no_negative_zero() {
        assert_eq!(round(1.0005), 1.001);
        assert!(round(-0.0001).is_sign_positive());
    }

    #[test]
    fn undefined_is_none() {
        let state = State::new(Day::from_number(0), 28, &Inputs::default());
        assert_eq!(
            (state.load, state.salience, state.threat_share),
            (None, None, None)
        );
        assert_eq!((state.tension, state.level), (50.0, Level::TooLittle));
        // 1.645 sqrt(16 / 5) = 2.943: 50 -+ 14.713
        assert_eq!(state.tension_band, [35.287, 64.713]);
    }
}
