//! Inventories in the shapes that other programs export, with content of our own.

use std::fmt::Write;

/// Returns `count` assets as Snipe-IT exports them, numbered from `first`.
pub(crate) fn snipe_it(first: usize, count: usize) -> String {
    let mut text = String::from(
        "Company,Name,Asset Tag,Category,Manufacturer,Location,Model,Model Number,Asset Notes,\
         Purchase Date,Purchase Cost\r\n",
    );
    let tools = [
        ("Cordless drill", "Power tools", "Workshop"),
        ("Jigsaw, 600 W", "Power tools", "Workshop"),
        ("Soldering station", "Electronics", "Lab"),
        ("Sewing machine", "Textile", "Loft"),
        ("Bench vice \"Nº 5\"", "Hand tools", "Workshop"),
    ];
    for (number, (name, category, place)) in (first..first + count).zip(tools.iter().cycle()) {
        let name = name.replace('"', "\"\"");
        writeln!(
            text,
            "Atelier du Port,\"{name} {number}\",AP-{number:04},{category},Bosch,{place},\
             Model {number},M{number},Ask before use,2024-03-01,99.90\r"
        )
        .unwrap();
    }
    text
}

/// Returns four items as Homebox exports them, in nested places.
pub(crate) fn homebox() -> String {
    "HB.name,HB.asset_id,HB.location,HB.quantity,HB.tags,HB.description\n\
     Camping stove,000-101,Cellar / Shelf 2,2,Outdoor,Two burners\n\
     Tent for four,000-102,Cellar / Shelf 2,1,Outdoor,\n\
     Pressure washer,000-103,Garage,1,Garden,Bring it back dry\n\
     Folding tables,000-104,Garage,6,Events,\n"
        .to_owned()
}
