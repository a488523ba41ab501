//! What was done, as sentences in the person's language.

use etabli_api::view::{
    ActivityView, ClaimedValue, DeedView, LeftView, TakesBack, ValueView, detail_message,
};

use crate::words::Words;

impl Words {
    /// Returns a deed as a sentence that says who did it.
    pub(crate) fn deed(self, done: &ActivityView, deed: &DeedView) -> String {
        let who = match done.by_name.as_str() {
            "" => self.t("deed-somebody"),
            name => name.to_owned(),
        };
        let mut text = self.of_deed("deed", deed, &who);
        let beside = match done.takes_back {
            Some(TakesBack::Undo) => Some("deed-undone"),
            Some(TakesBack::Redo) => Some("deed-redone"),
            None => None,
        };
        for id in beside.into_iter().chain(done.void.then_some("deed-void")) {
            text = self.with(id, &[("what", (&text).into())]);
        }
        text
    }

    /// Returns what a step did, as something that can be undone.
    pub(crate) fn step(self, step: &ActivityView) -> String {
        let Some(first) = step.deeds.first() else { return String::new() };
        let first = self.of_deed("undo", first, "");
        let others = u32::try_from(step.deeds.len().saturating_sub(1)).unwrap_or(u32::MAX);
        match others.saturating_add(step.more) {
            0 => first,
            more => self.with("deed-several", &[("what", (&first).into()), ("count", more.into())]),
        }
    }

    /// Returns what stays as it is although it was to be undone.
    pub(crate) fn left(self, left: &LeftView) -> String {
        let name = match left.named_field() {
            None => left.name.clone(),
            Some(field) => {
                let field = self.field(field);
                let args = [("name", (&left.name).into()), ("field", (&field).into())];
                self.with("left-field", &args)
            }
        };
        self.with(left.message(), &[("name", (&name).into()), ("who", (&left.who).into())])
    }

    /// Returns what people call a field of a thing.
    pub(crate) fn field(self, field: &str) -> String {
        if let Some(detail) = field.strip_prefix("about:") {
            return self.t(&detail_message(detail));
        }
        match field.strip_prefix("field:") {
            Some(extra) => extra.to_owned(),
            None if field.starts_with("detail:") => self.t(&field.replace(':', "-")),
            None => {
                let known = ["name", "tag", "category", "place", "inside", "quantity", "note"];
                match known.contains(&field) {
                    true => self.t(&format!("deed-field-{field}")),
                    false => field.to_owned(),
                }
            }
        }
    }

    /// Returns a value as it is read, or that there is none.
    pub(crate) fn value(self, value: &ValueView) -> String {
        match value.text.as_str() {
            "" => self.t("deed-nothing"),
            text => text.to_owned(),
        }
    }

    /// Returns who wrote one of several values, and when.
    pub(crate) fn claimed(self, claim: &ClaimedValue) -> String {
        let date = claim.at.map(|at| self.moment(at)).unwrap_or_default();
        let name = self.person(&claim.by_name);
        self.with("choice-by", &[("name", (&name).into()), ("date", (&date).into())])
    }

    fn of_deed(self, kind: &str, deed: &DeedView, who: &str) -> String {
        let name = match deed.name.as_str() {
            "" => self.t("unknown-item"),
            name => name.to_owned(),
        };
        let member = self.person(&deed.member_name);
        let field = self.field(&deed.field);
        let (before, after) = (self.values(&deed.before), self.values(&deed.after));
        let args = [
            ("who", who.into()),
            ("name", (&name).into()),
            ("member", (&member).into()),
            ("inside", (&deed.inside).into()),
            ("field", (&field).into()),
            ("before", (&before).into()),
            ("after", (&after).into()),
            ("count", deed.count.into()),
        ];
        self.with(&format!("{kind}-{}", deed.kind.as_str()), &args)
    }

    fn values(self, values: &[ValueView]) -> String {
        let said = values.iter().map(|value| value.text.clone()).filter(|text| !text.is_empty());
        let said = said.reduce(|one, other| {
            self.with("deed-or", &[("one", (&one).into()), ("other", (&other).into())])
        });
        said.unwrap_or_else(|| self.t("deed-nothing"))
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::{
        id::{EntryId, ItemId, LocalId},
        time::Timestamp,
        view::DeedKind,
    };
    use etabli_i18n::Language;

    use super::*;

    fn renamed() -> ActivityView {
        let value = |text: &str| vec![ValueView { value: text.into(), text: text.into() }];
        ActivityView {
            id: EntryId([1; 32]),
            at: Timestamp(0),
            by: None,
            by_name: "Ana".into(),
            takes_back: Some(TakesBack::Undo),
            void: false,
            deeds: vec![DeedView {
                kind: DeedKind::ItemSet,
                item: Some(ItemId::common(LocalId([1; 16]))),
                place: None,
                project: None,
                name: "Tour".into(),
                field: "name".into(),
                before: value("Tour"),
                after: value(""),
                member: None,
                member_name: String::new(),
                inside: String::new(),
                count: 0,
            }],
            more: 2,
        }
    }

    #[test]
    fn a_deed_is_a_sentence_and_what_can_be_undone_a_name() {
        let (step, english) = (renamed(), Words::of(Language::English));
        let sentence = english.deed(&step, &step.deeds[0]);
        assert_eq!(sentence, "Ana changed “Tour”, name: Tour → nothing (undo)");
        assert_eq!(english.step(&step), "the change of “Tour” (name) and 2 more");
        let french = Words::of(Language::French).deed(&step, &step.deeds[0]);
        assert!(french.starts_with("Ana a modifié"), "{french}");
    }
}
