//! What the page says of each method.

use super::members::Member;
use super::settings::Comparison;
use crate::method::{Diagnostics, METHODS, Method};
use crate::plot::MethodLabel;
use crate::sample::WeightedCounts;
use crate::settings::{Setting, Values, settings};
use serde::Serialize;

/// A method of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct MethodCard {
    /// a for the first.
    pub letter: char,
    /// Its word in a link.
    pub method: &'static str,
    /// Its name, colour and mark.
    pub label: MethodLabel,
    /// What it does, in a few words.
    pub does: &'static str,
    /// Why it cannot run.
    pub note: Option<&'static str>,
    /// The keys of the settings that it has for itself.
    pub own: Vec<&'static str>,
    /// The keys of all settings that matter to it, and that it may have for itself.
    pub keys: Vec<&'static str>,
    /// Of these the ones without effect beside the others.
    pub idle: Vec<&'static str>,
}

/// The cards of all methods.
pub(super) fn cards(comparison: &Comparison, values: &Values) -> Vec<MethodCard> {
    comparison.methods.iter().enumerate().map(|(place, member)| card(member, place, values)).collect()
}

fn card(member: &Member, place: usize, values: &Values) -> MethodCard {
    let method = method_of(member);
    let texts = values.of_method(place);
    MethodCard {
        letter: member.letter,
        method: method.words().key,
        label: member.label.clone(),
        does: method.words().does,
        note: member.refused,
        own: values.all_own().filter(|&(at, ..)| at == place).map(|(_, key, _)| key).collect(),
        keys: keys_of(method),
        idle: method.idle(&texts),
    }
}

pub(super) fn method_of(member: &Member) -> &'static dyn Method {
    METHODS.iter().copied().find(|method| method.id() == member.method()).expect("a method of the registry")
}

/// What a method says of its own working, under the name and with the colours that it has here.
pub(super) fn diagnosed(member: &Member, counts: &WeightedCounts) -> Diagnostics {
    let mut told = method_of(member).diagnose(counts, &member.label.in_text);
    told.figures.iter_mut().for_each(|figure| figure.place = member.label.place);
    told
}

/// The settings that matter to a method: its own, network and prior, seed, and its budget.
fn keys_of(method: &dyn Method) -> Vec<&'static str> {
    let (own, network, budget) = (method.group(), super::table::network_group(), method.budget());
    let own: Vec<&Setting> = own.iter().flat_map(|group| &group.settings).collect();
    let network = [network];
    let keys = own.into_iter().chain(settings(&network)).map(|setting| setting.key);
    keys.chain(["seed"]).chain(budget.iter().map(|setting| setting.key)).collect()
}
