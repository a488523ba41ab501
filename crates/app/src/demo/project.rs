//! Who can what in the demo, and a project on its way: what it needs, and a board with cards.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError,
    command::{EditProject, MoveCard, SetProfile, SetSkill, StartProject, WriteRow, WriteText},
};
use etabli_model::{
    act::ProjectKind,
    board::RowKind,
    id::SpaceId,
    inventory::{Edit, Note},
    skill::{Kind, Level, Saying, Skill},
};

use super::{Tongue, Words};
use crate::{clock, core::Core, handle::Handle};

/// What somebody can do: the skill in either language, how, how well, and what they say of it.
type Known = (&'static str, &'static [Kind], Level, Words);

const NOTHING: Words = ("", "");

/// What the friends of the demo can do and speak, in their order.
const FRIENDS: [(&[Known], &str, &str); 3] = [
    (
        &[
            ("sewing", &[Kind::Can, Kind::Teach], Level::Expert, NOTHING),
            ("3d-printing", &[Kind::Want], Level::Novice, NOTHING),
        ],
        "Français",
        "2 4",
    ),
    (
        &[
            (
                "welding",
                &[Kind::Can, Kind::Teach],
                Level::Expert,
                ("MIG et TIG, acier et aluminium.", "MIG and TIG, steel and aluminium."),
            ),
            ("bicycle-repair", &[Kind::Can], Level::Able, NOTHING),
        ],
        "Français, العربية",
        "3 6",
    ),
    (
        &[
            ("electronics", &[Kind::Can, Kind::Teach], Level::Able, NOTHING),
            ("sewing", &[Kind::Want], Level::Novice, NOTHING),
        ],
        "Svenska, English",
        "5 6",
    ),
];

const MINE: [Known; 2] = [
    ("woodworking", &[Kind::Can, Kind::Teach], Level::Expert, NOTHING),
    ("welding", &[Kind::Want], Level::Novice, NOTHING),
];

const NAME: Words = ("Vélo-cargo du quartier", "Neighbourhood cargo bike");
const SUMMARY: Words = (
    "Un vélo qui porte des planches, à construire ensemble et à partager.",
    "A bike that carries planks, to build together and to share.",
);
const PROBLEM: Words =
    ("Chacun prend sa voiture pour deux planches.", "Everybody takes the car for two planks.");
/// What is needed: its sort, the words for it, how many.
const NEEDS: [(&str, Words, &str); 4] = [
    ("tool", ("Poste à souder", "MIG welder"), "1"),
    ("tool", ("Serre-joint", "Clamp"), "6"),
    ("place", ("Salle des machines", "Machine room"), "1"),
    ("skill", ("Soudage", "Welding"), "1"),
];

/// A card: its title, its column, in how many days it is due, a label, what is linked, its lines.
struct Sample {
    title: Words,
    column: &'static str,
    due: Option<i64>,
    label: Words,
    item: Option<&'static str>,
    checks: &'static [(Words, bool)],
}

const METAL: Words = ("métal", "metal");
const WOOD: Words = ("bois", "wood");

const CARDS: [Sample; 4] = [
    Sample {
        title: ("Dessiner le cadre", "Draw the frame"),
        column: "done",
        due: None,
        label: METAL,
        item: None,
        checks: &[(("Mesurer les planches", "Measure the planks"), true)],
    },
    Sample {
        title: ("Souder le cadre", "Weld the frame"),
        column: "prototype",
        due: Some(6),
        label: METAL,
        item: Some("M-006"),
        checks: &[
            (("Couper les tubes", "Cut the tubes"), true),
            (("Pointer, puis vérifier l’équerrage", "Tack, then check the angles"), false),
        ],
    },
    Sample {
        title: ("Fabriquer la caisse", "Make the box"),
        column: "idea",
        due: Some(20),
        label: WOOD,
        item: Some("M-008"),
        checks: &[],
    },
    Sample {
        title: ("Rouler jusqu’à la scierie", "Ride to the sawmill"),
        column: "test",
        due: None,
        label: WOOD,
        item: None,
        checks: &[],
    },
];
const TEXT: Words = (
    "Tube **rond** de 30 mm.\n\n- lunettes et gants\n- un extincteur à portée de main",
    "**Round** tube of 30 mm.\n\n- goggles and gloves\n- an extinguisher within reach",
);

/// Returns what a friend says of themself.
pub(super) fn sayings(friend: usize) -> Vec<Edit> {
    let Some((skills, languages, days)) = FRIENDS.get(friend) else { return Vec::new() };
    let mut said = vec![
        (Saying::Languages, (*languages).to_owned()),
        (Saying::Days, (*days).to_owned()),
        (Saying::Welcomes, "yes".to_owned()),
    ];
    for (skill, kinds, level, note) in *skills {
        // Their own words, in the language of most of the workshop.
        if let Ok(skill) = Skill::typed(skill, kinds.iter().copied(), *level, note.0) {
            said.push((Saying::Skill(skill.tag.clone()), skill.to_string()));
        }
    }
    let edit = |(saying, text): (Saying, String)| {
        let text = Note::parse(&saying.read(&text).ok()?).ok()?;
        Some(Edit::SetSaying(saying, text))
    };
    said.into_iter().filter_map(edit).collect()
}

/// Fills in what the person here can do, and their project.
pub(super) fn fill(core: &Core, id: SpaceId, tongue: Tongue) -> Result<(), ApiError> {
    let space = || Some(id.to_string());
    for (skill, kinds, level, note) in MINE {
        let kinds = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
        let (skill, note) = (skill.to_owned(), tongue.say(note).to_owned());
        let level = Some(level.as_str().to_owned());
        SetSkill { space: space(), skill, kinds, level, note }.handle(core)?;
    }
    SetProfile {
        space: space(),
        goals: None,
        languages: Some("Français, English".to_owned()),
        days: Some("2 5".to_owned()),
        availability: None,
        welcomes: Some("yes".to_owned()),
        settled: None,
        shown: None,
    }
    .handle(core)?;
    let project = StartProject {
        space: space(),
        kind: ProjectKind::Project,
        name: tongue.say(NAME).to_owned(),
        summary: tongue.say(SUMMARY).to_owned(),
        from: None,
    }
    .handle(core)?;
    let me = project.members.first().map(|one| one.member.to_string()).unwrap_or_default();
    let project = project.row.id.to_string();
    let fields = [("stage", "prototype"), ("problem", tongue.say(PROBLEM))];
    EditProject {
        space: space(),
        project: project.clone(),
        fields: fields.map(|(key, text)| (key.to_owned(), text.to_owned())).into(),
        archived: None,
    }
    .handle(core)?;
    let write = |kind, fields: &[(&str, &str)], flags: Vec<String>| {
        let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        let command = WriteRow {
            space: space(),
            project: project.clone(),
            kind,
            row: None,
            fields: fields.collect(),
            flags: flags.into_iter().map(|flag| (flag, true)).collect::<BTreeMap<_, _>>(),
        };
        command.handle(core).map(|written| written.id.to_string())
    };
    for (what, words, quantity) in NEEDS {
        let fields = [("what", what), ("words", tongue.say(words)), ("quantity", quantity)];
        write(RowKind::Need, &fields, Vec::new())?;
    }
    let mut cards = Vec::new();
    for sample in &CARDS {
        let day = |due| (clock::today() + chrono::TimeDelta::days(due)).to_string();
        let due = sample.due.map(day).unwrap_or_default();
        let mut flags = vec![format!("label:{}", tongue.say(sample.label)), format!("for:{me}")];
        flags.extend(sample.item.map(|item| format!("link:item:{item}")));
        let fields = [("title", tongue.say(sample.title)), ("due", &due)];
        let card = write(RowKind::Card, &fields, flags)?;
        for (title, done) in sample.checks {
            let done = done.then(|| "done".to_owned()).into_iter().collect();
            write(RowKind::Check, &[("of", &card), ("title", tongue.say(*title))], done)?;
        }
        MoveCard {
            space: space(),
            project: project.clone(),
            card: card.clone(),
            column: sample.column.to_owned(),
            before: None,
        }
        .handle(core)?;
        cards.push(card);
    }
    if let [_, weld, make, ride] = cards.as_slice() {
        for (from, to) in [(weld, ride), (make, ride)] {
            write(RowKind::Relation, &[("of", from), ("to", to), ("what", "blocks")], Vec::new())?;
        }
        let (card, text) = (weld.clone(), tongue.say(TEXT).to_owned());
        WriteText { space: space(), project, card, version: String::new(), text }.handle(core)?;
    }
    Ok(())
}
