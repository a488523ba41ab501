//! Tables of items that other programs wrote.

use std::collections::{BTreeMap, BTreeSet};

use etabli_app::import::{Reading, place, plan::plan};
use etabli_fuzz::{Fuzz, outcome, peak_of};

const SNIPE_IT: &str = "Company,Name,Asset Tag,Category,Location,Purchase Cost,Quantity\r\n\
    Atelier,\"Drill, 600 W\",AP-1,Power tools,Workshop,99.90,3\r\n\
    Atelier,\"Saw \"\"N° 5\"\"\",AP-2,Hand tools,,,1\r\n";
const HOMEBOX: &str = "HB.import_ref,HB.location,HB.labels,HB.asset_id,HB.quantity,HB.name,\
    HB.description,HB.purchase_price,HB.field.Colour\n\
    1,Home / Cellar / Shelf,a;b,000-001,2,Ladder,\"two\nlines\",10,red\n";
const FRENCH: &str = "sep=;\nNom;N° d’inventaire;Catégorie;Lieu;Quantité;Remarque\n\
    Perceuse;T-1;Électrique;Atelier > Armoire;1 000;« prêter »\n;T-2;;;x;\n";
const TABS: &str = "name\ttag\tquantity\nVice\tV1\t2\nVice\tV1\t-1\n";

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_line_of_a_table_becomes_a_row_or_a_refusal() {
    let latin = FRENCH.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let texts = [SNIPE_IT, HOMEBOX, FRENCH, TABS].map(|text| text.as_bytes().to_vec());
    let seeds = texts.into_iter().chain([utf16(HOMEBOX), utf16(FRENCH), latin]);
    let map = BTreeMap::from([("name".to_owned(), "name".to_owned())]);
    Fuzz::new("table", seeds).at_most(256 * 1024).run(|bytes| {
        let formats = [
            "auto",
            "snipe-it",
            "homebox",
            "shelf",
            "fab-manager",
            "commonsbooking",
            "places",
            "csv",
        ];
        let format = formats.get(bytes.len() % 11).copied().unwrap_or("auto");
        let map = if bytes.len() % 13 == 0 { map.clone() } else { BTreeMap::new() };
        let reading = match Reading::read(bytes, format, &map) {
            Ok(reading) => reading,
            Err(error) => return outcome(&error),
        };
        let rows = reading.row_count();
        let report = match reading.places.is_empty() {
            true => reading.report(&plan(reading.rows.clone(), &[], &[]), true),
            false => reading.report_places(&place::plan(&reading.places, &[]), true),
        };
        assert_eq!(report.rows, rows, "a line got lost");
        let reasons: BTreeSet<_> = report.refused.iter().map(|row| &row.reason).collect();
        let notes: Vec<_> = reading.notes.iter().map(|note| note.key()).collect();
        outcome(&(report.encoding, report.separator, notes, reasons))
    });
}

#[test]
fn the_worst_tables_cost_little_more_than_their_rows() {
    let wide = |row: &str, count| {
        let headers = (1..256).map(|n| format!(",h{n}")).collect::<String>();
        format!("name{headers}\n{}", row.repeat(count))
    };
    let full = format!("a{}\n", ",".repeat(255));
    for (text, taken) in [
        (wide("a\n", 2_000), true),
        // Short rows of a wide table are as much work as full ones.
        (wide("a\n", 190_000), false),
        (wide(&full, 2_000), true),
        (format!("name\n{}", "a\n".repeat(190_000)), true),
        (",".repeat(1 << 20), false),
        ("\n".repeat(1 << 20), false),
    ] {
        let (read, peak) = peak_of(|| Reading::read(text.as_bytes(), "auto", &BTreeMap::new()));
        let rows = read.as_ref().map_or(0, Reading::row_count);
        println!("a table of {} bytes, {rows} rows, costs {} KiB", text.len(), peak / 1024);
        assert_eq!(read.is_ok(), taken, "{:?}", read.map(|reading| reading.rows.len()));
        assert!(peak < 128 << 20, "{peak}");
    }
}
