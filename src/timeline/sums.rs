//! Exact sums over events, in integers.

use super::events::CellEvent;
use crate::{
    cameo::{EventClass, Quad},
    event::Mode,
};

/// Exact sums over events: `w` is an event's weight in millionths, `g` its scale in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Events with a weight, a count.
    pub(super) events: u64,
    /// Events without a weight (negated, hypothetical, historical), a count.
    pub(super) aside: u64,
    /// W, the sum of `w`: unit 10^-6.
    pub(super) w: i128,
    /// Q, the sum of `w^2`: unit 10^-12.
    pub(super) q: i128,
    /// S, the sum of `w g`: unit 10^-9.
    pub(super) s: i128,
    /// H, the sum of `w |g|` where `g < 0`: unit 10^-9.
    pub(super) h: i128,
    /// R, the sum of `w g^2`: unit 10^-12.
    pub(super) r: i128,
    /// C-, the sum of `w` where `g < 0`: unit 10^-6.
    pub(super) minus: i128,
    /// C+, the sum of `w` where `g > 0`: unit 10^-6.
    pub(super) plus: i128,
    /// The sums of `w` by quad class: unit 10^-6.
    pub(super) quads: [i128; 4],
    /// The sum of `w` of THREATEN and MOBILIZE: unit 10^-6.
    pub(super) threats: i128,
    /// The sum of `w` of SANCTION, COERCE and ASSAULT in mode actual: unit 10^-6.
    pub(super) acts: i128,
}

impl Sums {
    /// The sums of one event.
    pub(super) fn of(event: &CellEvent) -> Self {
        if event.weight == 0 {
            return Self {
                aside: 1,
                ..Self::default()
            };
        }
        let (w, g) = (i128::from(event.weight), i128::from(event.scale.milli()));
        let when = |yes: bool| if yes { w } else { 0 };
        Self {
            events: 1,
            aside: 0,
            w,
            q: w * w,
            s: w * g,
            h: when(g < 0) * g.abs(),
            r: w * g * g,
            minus: when(g < 0),
            plus: when(g > 0),
            quads: Quad::ALL.map(|quad| when(quad == event.quad)),
            threats: when(is_threat(event.class)),
            acts: when(is_act(event.class) && event.mode == Mode::Actual),
        }
    }

    /// Adds other sums.
    pub(super) fn add(&mut self, other: &Self) {
        self.events += other.events;
        self.aside += other.aside;
        self.w += other.w;
        self.q += other.q;
        self.s += other.s;
        self.h += other.h;
        self.r += other.r;
        self.minus += other.minus;
        self.plus += other.plus;
        self.quads
            .iter_mut()
            .zip(other.quads)
            .for_each(|(sum, quad)| *sum += quad);
        self.threats += other.threats;
        self.acts += other.acts;
    }
}

const fn is_threat(class: EventClass) -> bool {
    matches!(class, EventClass::Threaten | EventClass::Mobilize)
}

const fn is_act(class: EventClass) -> bool {
    matches!(
        class,
        EventClass::Sanction | EventClass::Coerce | EventClass::Assault
    )
}
