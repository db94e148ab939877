//! The whole algebra: what each operator and each shifter makes of each content.

use crate::{
    cameo::{CameoCode, EventClass, Quad},
    event::Mode,
    lexicon::{
        Tables,
        entries::{Operator, ShiftKind},
    },
    scale::Scale,
};

/// What has been read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) code: CameoCode,
    pub(crate) class: EventClass,
    pub(crate) quad: Quad,
    pub(crate) scale: Scale,
    pub(crate) mode: Mode,
}

/// What a governor governs, as far as it matters to governors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Aid,
    Cooperation,
    Talks,
    Accord,
    Yielding,
    Request,
    Accusation,
    Rejection,
    Threat,
    Sanction,
    Force,
    Goodwill,
    Illwill,
}

impl Content {
    pub(super) const fn of(value: &Value) -> Self {
        // what is not to be done: not to attack is to yield, not to help is to reject
        if matches!(value.mode, Mode::Negated) {
            return if value.quad.is_conflict() {
                Self::Yielding
            } else {
                Self::Rejection
            };
        }
        match value.class {
            EventClass::Aid => Self::Aid,
            EventClass::Cooperate => Self::Cooperation,
            EventClass::Consult => Self::Talks,
            EventClass::Agree | EventClass::Support => Self::Accord,
            EventClass::Concede | EventClass::Retreat => Self::Yielding,
            EventClass::Request => Self::Request,
            EventClass::Accuse => Self::Accusation,
            EventClass::Reject => Self::Rejection,
            EventClass::Threaten => Self::Threat,
            EventClass::Sanction => Self::Sanction,
            EventClass::Protest
            | EventClass::Mobilize
            | EventClass::Coerce
            | EventClass::Assault => Self::Force,
            EventClass::Climate if value.scale.sign() < 0 => Self::Illwill,
            EventClass::Climate => Self::Goodwill,
        }
    }
}

/// What becomes of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It stays what it is.
    Keep,
    /// It stays what it is, in another mode.
    In(Mode),
    /// It becomes the act of this CAMEO code, in this mode.
    Becomes(&'static str, Mode),
    /// Ill will that ends is good will, and the other way round.
    Turns,
}

/// The whole algebra: what each operator makes of each content.
#[rustfmt::skip]
pub(super) const fn outcome(operator: Operator, content: Content) -> Outcome {
    use {Content as C, Mode as M, Operator as O, Outcome::{Becomes, In, Keep, Turns}};
    match (operator, content) {
        (O::Say | O::Resume, _)                                              => Keep,
        (O::Consider, _)                                                     => In(M::Hypothetical),

        (O::Agree | O::Offer | O::Vow | O::Plan, C::Aid)                     => Becomes("033", M::Intended),
        (O::Agree | O::Offer | O::Vow | O::Plan, C::Cooperation)             => Becomes("031", M::Intended),
        (O::Agree | O::Offer | O::Vow | O::Plan, C::Talks)                   => Becomes("036", M::Intended),
        (O::Agree | O::Offer | O::Vow | O::Plan, C::Yielding)                => Becomes("035", M::Intended),
        (O::Agree, C::Accord | C::Goodwill)                                  => Keep,
        (O::Offer | O::Vow | O::Plan, C::Accord | C::Goodwill)               => Becomes("030", M::Intended),
        (O::Agree, C::Request)                                               => Becomes("030", M::Intended),
        (O::Plan | O::Offer, C::Request | C::Accusation | C::Rejection)      => In(M::Intended),
        (O::Vow, C::Request | C::Accusation | C::Rejection)                  => Becomes("130", M::Intended),
        (O::Agree, C::Accusation | C::Rejection | C::Threat | C::Illwill)    => Keep,
        (O::Plan | O::Vow | O::Offer | O::Agree, C::Sanction)                => Becomes("1312", M::Intended),
        (O::Plan | O::Vow | O::Offer | O::Agree, C::Force)                   => Becomes("138", M::Intended),
        (O::Plan | O::Vow | O::Offer, C::Threat | C::Illwill)                => Becomes("130", M::Intended),
        (O::Threaten | O::Warn, C::Sanction)                                 => Becomes("1312", M::Intended),
        (O::Threaten | O::Warn, C::Force)                                    => Becomes("138", M::Intended),
        (O::Threaten, _) | (O::Warn, C::Threat | C::Illwill)                 => Becomes("130", M::Intended),
        (O::Warn, _)                                                         => Becomes("110", M::Actual),

        (O::Demand, C::Aid)                                                  => Becomes("103", M::Actual),
        (O::Demand, C::Talks)                                                => Becomes("106", M::Actual),
        (O::Demand, C::Yielding)                                             => Becomes("105", M::Actual),
        (O::Demand, _)                                                       => Becomes("100", M::Actual),
        (O::Urge, C::Aid)                                                    => Becomes("023", M::Actual),
        (O::Urge, C::Talks)                                                  => Becomes("026", M::Actual),
        (O::Urge, C::Yielding)                                               => Becomes("025", M::Actual),
        // to call for steps against somebody is to gather others against him
        (O::Urge, C::Sanction | C::Force | C::Accusation)                    => Becomes("113", M::Actual),
        (O::Urge, C::Cooperation | C::Accord | C::Goodwill)                  => Becomes("021", M::Actual),
        (O::Urge, _)                                                         => Becomes("020", M::Actual),

        (O::Reject | O::Refuse | O::Cancel, C::Aid | C::Cooperation)         => Becomes("121", M::Actual),
        (O::Reject | O::Refuse | O::Cancel, C::Talks)                        => Becomes("125", M::Actual),
        (O::Reject | O::Refuse, C::Yielding)                                 => Becomes("122", M::Actual),
        (O::Reject | O::Refuse | O::Cancel, C::Accord | C::Goodwill | C::Request) => Becomes("120", M::Actual),
        (O::Reject, C::Sanction | C::Force)                                  => Becomes("111", M::Actual),
        (O::Reject, C::Accusation | C::Rejection | C::Threat | C::Illwill)   => Becomes("120", M::Actual),
        // who refuses to attack does not attack: it is kept, and has no weight; `Refused` is of cooperation
        (O::Refuse, C::Sanction | C::Force | C::Accusation | C::Rejection | C::Threat | C::Illwill) => In(M::Negated),
        (O::Deny, C::Accusation)                                             => Becomes("120", M::Actual),
        (O::Deny, _)                                                         => In(M::Negated),

        (O::Accuse, _)                                                       => Becomes("112", M::Actual),
        (O::Condemn, _)                                                      => Becomes("111", M::Actual),
        (O::Investigate, _)                                                  => Becomes("090", M::Actual),
        (O::Support, _)                                                      => Becomes("051", M::Actual),

        (O::End | O::Cancel, C::Sanction)                                    => Becomes("085", M::Ceased),
        (O::End | O::Cancel, C::Force)                                       => Becomes("087", M::Ceased),
        (O::End | O::Cancel, C::Accusation | C::Rejection | C::Threat)       => Becomes("080", M::Ceased),
        (O::End | O::Cancel, C::Illwill) | (O::End, C::Goodwill)             => Turns,
        (O::End, C::Aid)                                                     => Becomes("162", M::Ceased),
        (O::End, C::Cooperation | C::Accord | C::Yielding) | (O::Cancel, C::Yielding) => Becomes("161", M::Ceased),
        (O::End, C::Talks)                                                   => Becomes("164", M::Ceased),
        (O::End, C::Request)                                                 => Becomes("080", M::Ceased),
        (O::Fail, C::Sanction | C::Force | C::Accusation | C::Rejection | C::Threat | C::Illwill | C::Request) => In(M::Negated),
        (O::Fail, _)                                                         => Becomes("120", M::Actual),
    }
}

/// What a shifter makes of a content; strengthening ones are counted apart.
#[rustfmt::skip]
pub(super) const fn shifted(kind: ShiftKind, value: &Value) -> Outcome {
    use {Mode as M, Outcome::{Becomes, In, Keep}};
    match (kind, value.mode) {
        (ShiftKind::Negate, M::Intended) if !value.quad.is_conflict()        => Becomes("120", M::Refused),
        (ShiftKind::Negate, _)                                               => In(M::Negated),
        (ShiftKind::Intend, M::Negated) if !value.quad.is_conflict()         => Becomes("120", M::Refused),
        (ShiftKind::Conditional, M::Negated) if !value.quad.is_conflict()    => Becomes("120", M::Refused),
        (ShiftKind::Hypothetical | ShiftKind::Conditional, M::Negated | M::Historical) => Keep,
        (ShiftKind::Hypothetical | ShiftKind::Conditional, _)                => In(M::Hypothetical),
        (ShiftKind::Historical, _)                                           => In(M::Historical),
        (ShiftKind::Intend, M::Actual | M::Ceased)                           => outcome(Operator::Plan, Content::of(value)),
        (ShiftKind::Demand, _)                                               => outcome(Operator::Demand, Content::of(value)),
        (ShiftKind::Intend | ShiftKind::Intensify | ShiftKind::Diminish, _)  => Keep,
    }
}

pub(crate) fn of_code(tables: &Tables, code: CameoCode, mode: Mode) -> Option<Value> {
    let meaning = tables.ontology.get(&code)?;
    Some(Value {
        code,
        class: meaning.class?,
        quad: meaning.quad,
        scale: meaning.scale,
        mode,
    })
}

/// Ill will that ends is a good sign of half its size, and the other way round.
pub(super) fn turned(value: Value) -> Value {
    let scale = Scale::from_milli(-value.scale.milli() / 2);
    let quad = if scale.sign() < 0 {
        Quad::VerbalConflict
    } else {
        Quad::VerbalCoop
    };
    Value {
        scale,
        quad,
        mode: Mode::Ceased,
        ..value
    }
}

/// Moves the scale away from zero (or towards it), never over zero or the scale's end.
pub(super) fn strengthened(value: Value, by: Scale) -> Value {
    let sign = value.scale.sign();
    let moved = value.scale.milli() + sign * by.milli().clamp(-1000, 1000);
    let held = if moved.signum() == sign {
        moved
    } else {
        value.scale.milli()
    };
    Value {
        scale: Scale::from_milli(held).clamped(),
        ..value
    }
}
