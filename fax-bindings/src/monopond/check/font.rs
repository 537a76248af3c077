//! The fonts of stamps.

/// Fonts that the vendor's documentation of 2019 lists, in order. Earlier lists have some twenty more, and the service
/// may have others.
const LISTED: [&str; 97] = [
    "Andale-Mono-Regular",
    "Arial-Black-Regular",
    "Arial-Bold",
    "Arial-Bold-Italic",
    "Arial-Italic",
    "Arial-Regular",
    "AvantGarde-Book",
    "AvantGarde-BookOblique",
    "AvantGarde-Demi",
    "AvantGarde-DemiOblique",
    "Bookman-Demi",
    "Bookman-DemiItalic",
    "Bookman-Light",
    "Bookman-LightItalic",
    "Century-Schoolbook-Bold",
    "Century-Schoolbook-Bold-Italic",
    "Century-Schoolbook-Italic",
    "Century-Schoolbook-Roman",
    "Comic-Sans-MS-Bold",
    "Comic-Sans-MS-Regular",
    "Courier",
    "Courier-Bold",
    "Courier-BoldOblique",
    "Courier-New-Bold",
    "Courier-New-Bold-Italic",
    "Courier-New-Italic",
    "Courier-New-Regular",
    "Courier-Oblique",
    "Dingbats-Regular",
    "Georgia-Bold",
    "Georgia-Bold-Italic",
    "Georgia-Italic",
    "Georgia-Regular",
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-BoldOblique",
    "Helvetica-Narrow",
    "Helvetica-Narrow-Bold",
    "Helvetica-Narrow-BoldOblique",
    "Helvetica-Narrow-Oblique",
    "Helvetica-Oblique",
    "Impact-Regular",
    "NewCenturySchlbk-Bold",
    "NewCenturySchlbk-BoldItalic",
    "NewCenturySchlbk-Italic",
    "NewCenturySchlbk-Roman",
    "Nimbus-Mono-Bold",
    "Nimbus-Mono-Bold-Oblique",
    "Nimbus-Mono-Regular",
    "Nimbus-Mono-Regular-Oblique",
    "Nimbus-Roman-No9-Bold",
    "Nimbus-Roman-No9-Bold-Italic",
    "Nimbus-Roman-No9-Regular",
    "Nimbus-Roman-No9-Regular-Italic",
    "Nimbus-Sans-Bold",
    "Nimbus-Sans-Bold-Italic",
    "Nimbus-Sans-Condensed-Bold",
    "Nimbus-Sans-Condensed-Bold-Italic",
    "Nimbus-Sans-Condensed-Regular",
    "Nimbus-Sans-Condensed-Regular-Italic",
    "Nimbus-Sans-Regular",
    "Nimbus-Sans-Regular-Italic",
    "Palatino-Bold",
    "Palatino-BoldItalic",
    "Palatino-Italic",
    "Palatino-Roman",
    "Symbol",
    "Times-Bold",
    "Times-BoldItalic",
    "Times-Italic",
    "Times-New-Roman-Bold",
    "Times-New-Roman-Bold-Italic",
    "Times-New-Roman-Italic",
    "Times-New-Roman-Regular",
    "Times-Roman",
    "Trebuchet-MS-Bold",
    "Trebuchet-MS-Bold-Italic",
    "Trebuchet-MS-Italic",
    "Trebuchet-MS-Regular",
    "URW-Bookman-Demi-Bold",
    "URW-Bookman-Demi-Bold-Italic",
    "URW-Bookman-Light",
    "URW-Bookman-Light-Italic",
    "URW-Chancery-Medium-Italic",
    "URW-Gothic-Book",
    "URW-Gothic-Book-Oblique",
    "URW-Gothic-Demi",
    "URW-Gothic-Demi-Oblique",
    "URW-Palladio-Bold",
    "URW-Palladio-Bold-Italic",
    "URW-Palladio-Italic",
    "URW-Palladio-Roman",
    "Verdana-Bold",
    "Verdana-Bold-Italic",
    "Verdana-Italic",
    "Verdana-Regular",
    "Webdings-Regular",
];

pub(super) fn is_listed(name: &str) -> bool {
    LISTED.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(LISTED.is_sorted());
        assert!(LISTED.iter().all(|name| is_listed(name)));
        assert!(
            is_listed("Times-New-Roman-Bold-Italic") && !is_listed("Arial") && !is_listed("Tahoma-Regular")
        );
    }
}
