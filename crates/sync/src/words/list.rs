//! The words of the list, in alphabetical order: each is spelled the same in French and in English,
//! has four to eight letters without accents, and differs from every other in two letters at least.
//!
//! The list is part of the protocol: programs that differ in one word show different words. It never
//! changes; another list would come with another version.

/// The words, separated by white space.
pub(super) const LIST: &str = "\
abbey abdomen absence absent acacia accent accident acre action active adage adapter \
addition admirer adoption adorable adverse agenda agent agile airbus album alias alibi \
alien alliance allure alpha alphabet alpine amateur amazon ambition amnesty ample \
analogue anatomy anecdote angel angle animal anime antidote antique apache apparent aqua \
aquarium arcade arch archer archive ardent arena argument argus aria armada arsenal \
article aspect assemble atlas atrium attitude audible audience audio aurora auto \
automate avatar avenue aviation baby badge bagel baguette balance ballet banana bandage \
bandit banjo bank banquet barbecue baron baroque barrage base baseball basket bastion \
bayou beach beige belle bermuda beta biceps bikini bingo biscuit bison bistro bizarre \
blazer blizzard blog blond blouse blues bluff bonnet bonus borne bouquet bourbon \
boutique bovine bowling boxer boycott bracelet braille bravo bridge brigade bristol \
brochure bronze brunch brunette brutal brute budget buffet bulletin bungalow bunker \
bureau burger butte cabaret cabinet cache cactus cadence cadet calcium calibre camera \
camp camping campus canal canine canon capable capital caprice capsule captive capture \
caramel cardinal cargo caribou cartel carton cascade casino cassette caste castor casual \
cause caution cavalier cave caviar centre certain chalet champion chance chant chaos \
chariot charter chef cherry chic chiffon choir chrome cinema circuit circus cirque \
citation civil classic client clip clique clone clown club cobalt cobra cockpit cocktail \
coco code cognac collage collier cologne colon colossal combat commando commerce \
communal compact compost concept concerto concorde condor conduit conserve console \
constant consul contact content contour cookie cordial cordon corner corps correct \
corridor corset cosmos costume cottage couple coupon courage court cousin couture cowboy \
coyote crane crash crayon cricket critique crochet cross crucial crystal cuisine culture \
cumin curling curry cyber cycle cyclone dahlia dakar danger date debut delta demon dense \
depart design designer dessert devise dialogue diaspora diesel digital direct disco \
discount distance distant distinct district diva diverse division divorce doctrine \
document dollar domino donation dopamine dossier double dragon drama drone duel dune \
duplex durable duvet dynamite dynamo echo eclipse edition effort elite embargo empire \
enclave enzyme epic episode espresso essence euro evasion exact excuse exit expert expo \
extra extreme face facial fair familial fanfare fatigue ferry fertile fervent festival \
fiasco fibre fiction figurine film final finance finesse fiscal fixation fjord flagrant \
flamenco flash flexible flirt floral flux folio folklore football force format fortune \
forum foyer fraction fracture fragile fragment franc frontal fruit fumes fusion futile \
gadget gala gamma garage gazelle gazette general genre geyser ghetto glamour global \
globe gloria gloss glucose gluten gnome golf gorge gourmet gradient graffiti grand \
graphite gratis griffon grille groove guide haddock haiku halo hamster handicap hangar \
harem hashtag hectare helium hippie hockey holding homeland horde horizon hormone \
horrible humble humour hydrate hyper iceberg illusion image immense impact imperial \
import impose incident index indigo infusion initial instant instinct intact intense \
internet intrigue invasion iris iron jackpot jade jaguar jargon jasper java jazz jean \
jersey jogging journal judo jumbo jungle junior jury justice jute karma kart kayak kebab \
kelvin ketchup kilo kimono kiwi koala kraft krypton kung label lama lambda lance landau \
large laser latent latex latin latitude laurel leader lecture legend lever liaison \
licence lino lion liqueur lithium litre lobby local loft logic logo long lord lotus \
lustre luxe lynx machine macho magenta magma mail malice manager mandarin mania mantra \
manuel marathon marine maritime marquis martial martini mascara masse massive match \
maximum media medium melon membrane mention menu merle message metro micro migraine mime \
mini minimum minute mirage mission mobile modem module moment montage monument moral \
motif motion moto mousse multiple muscle museum mustang mutation mystique nation nature \
naval nectar neon niche nicotine ninja nitrate noble nominal normal notable nova novice \
nuance nuisance nylon oasis oblique obstacle occasion octave oculus offense office olive \
omega omelette omnibus onyx opaque opera opinion option opus oracle orange orbital \
orient original ovation pack page palette palm pamphlet panda panel panorama panther \
papa paprika papyrus parade parasite pardon parent parking parole partisan passage \
passion pasta pastel pasteur patience patient patio peloton penchant persona pesto phase \
phoenix photo piano pigeon pigment pioneer pipe pipeline pirate piston pivot pixel pizza \
place placebo plan plaque plasma plateau plaza plug plumage plume podcast podium point \
poker polar pole police pollen port portable portion portrait position possible postal \
poster posture premium prestige prince probable profane profit prologue prompt proton \
province prudence prune pseudo public puma punch punk puzzle python quad quadrant \
quantum quartet quartz quasi question queue quiz quota quotient radar radio radium raid \
raisin ranch raptor ravine record reflex refrain refuge regard reggae regime region \
relief religion remake remix replay reptile requiem reset resident respect revolver \
rhino risotto rival robot rock rocket roman romance rose rotation rotor roulette route \
routine royal rugby rupture rural sabre safari saga saline salon salsa samba sanction \
sandwich sapiens sari satire sauce sauna scan scanner scenario science scoop scooter \
score scorpion scotch scout scrabble scratch script secret section segment selfie semi \
senior sensible sentence sept serie sermon serpent service sesame session shah sheriff \
shopping show sierra sigma signal silence silicone simple single sinus siphon sitcom \
site skate sketch skipper slalom slogan smart smash smoking snack soap soccer sociable \
social soda solitude solo solstice solution sombre sonar sonata soprano soul source \
souvenir spam spatial spectre speed sphinx sponsor spores spot spray sprint square \
squash squat staff stage stand standard star starter station statue steak steppe \
stimulus stock stop stress strict strip studio style suave sublime suffrage sulfate \
sultan summit super support suppose surf surface surplus surprise sushi suspect suspense \
synopsis table tacos tact tactile talent talisman tandem tango tattoo taxi teaser temple \
tempo tendon tennis terminal terminus terrain terrier textile texture theatre theme \
thermal thriller ticket tirade titan toast tofu tome tonne torrent torsion total totem \
trace train tram transit trench triangle tribal tribunal tribune trident trio triple \
triton trivial troll trombone trophy tropical trot trouble troupe tsunami tube tunnel \
turbine turbo tutu tweed ultra union unique unit urban urgent usage vacant vague vain \
valet valve vanilla variable variant vegan vendetta verbal verdict version vertical veto \
vice video viking villa village violet visa visible vision vital vodka volley volt \
volume vortex vote voyage wagon watt webcam western whisky wifi workshop yacht yoga yuan \
zenith zeppelin zigzag zinc zodiac zone zoom";
