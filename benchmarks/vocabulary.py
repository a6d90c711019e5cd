"""The words that a generated register is made of: bodies, tasks and phrases of real decisions."""

MINISTRIES = (
    "Arbetsmarknadsdepartementet Finansdepartementet Försvarsdepartementet Justitiedepartementet "
    "Kulturdepartementet Miljödepartementet Näringsdepartementet Socialdepartementet "
    "Utbildningsdepartementet Infrastrukturdepartementet"
).split()
COUNTIES = (
    "Stockholms Uppsala Södermanlands Östergötlands Jönköpings Kronobergs Kalmar Gotlands "
    "Blekinge Skåne Hallands Västra-Götalands Värmlands Örebro Västmanlands Dalarnas Gävleborgs "
    "Västernorrlands Jämtlands Västerbottens Norrbottens"
).split()
FIELDS = (
    "folkhälsa", "arbetsmiljö", "brottsofferstöd", "civilt försvar", "digital förvaltning",
    "energi", "fiske", "geoteknik", "havsmiljö", "integration", "jordbruk", "jämställdhet",
    "kemikalier", "konsumentfrågor", "kulturarv", "livsmedel", "läkemedel", "miljö", "migration",
    "post och telefoni", "regional tillväxt", "rymdfrågor", "skogsbruk", "skolutveckling",
    "smittskydd", "statistik", "strålskydd", "studiestöd", "transporter", "ungdomsfrågor",
    "upphandling", "utbildning", "vattenfrågor", "yrkeshögskola", "ekonomistyrning", "försäkring",
)  # fmt: skip
BODIES = ("Myndigheten för", "Inspektionen för", "Nämnden för", "Institutet för", "Rådet för")
VERBS = (
    "kartlägga", "följa upp", "samordna", "utvärdera", "förbereda", "genomföra", "stödja",
    "redovisa", "analysera", "ta fram förslag till", "inhämta kunskap om", "sprida kunskap om",
    "fördela medel till", "medverka i", "avveckla", "pausa", "utveckla metoder för",
)  # fmt: skip
TASKS = (
    "arbetet med vaccin mot covid-19", "utbildnings- och kommunikationssatsningar inom geodata",
    "den nationella planen för transportsystemet 2014–2025 m.m.",
    "EU:s strategi för Östersjöregionen och dess handlingsplan",
    "särskilda enheter för unga i åldern 15 – 17 år", "boenden för skyddsbehövande",
    "överföring av vissa uppgifter till den myndighet som inrättas",
    "våldsförebyggande arbete i kommuner och regioner", "nya stambanor för höghastighetståg",
    "tryggare återvändande för utsatta personer", "jämställdhetsintegrering i statliga myndigheter",
    "en gränsälvskommission", "stödet till frivilligorganisationer", "kulturskolans tillgänglighet",
    "prognoser för anslag och anslagsposter", "säkra meddelanden mellan myndigheter",
    "länsplaner för regional transportinfrastruktur", "återrapportering om informationssäkerhet",
    "bevarande av våtmarker", "utbyggnad av bredband i gles- och landsbygd",
)  # fmt: skip
UNITS = "SPN JÄM FS UF SK BAS TM V D ESA".split()
CONDITIONS = (
    "Uppdraget ges med förbehåll för riksdagens ställningstagande.",
    "Departementet och myndigheten får komma överens om en annan dag, högst två veckor senare.",
    "Redovisningen ska hänvisa till regleringsbrevet och lämnas genom systemet Hermes.",
    "Arbete som enligt avtal avslutas senast i september får färdigställas men inte förlängas.",
)
NOTES = (
    "Löpande redovisning, utan angiven dag.",
    "Snarast, från dagen för beslutet: ingen dag är angiven.",
    "Muntlig redovisning en gång i månaden, eller på begäran av departementet.",
    "Senast en månad efter det att den nya kommissionen har bildats; den dagen är okänd.",
    "I samband med årsredovisningen; dagen följer av förordningen (2000:605).",
)
AIMS = (
    (
        "Insatserna ska bidra till likvärdig tillgång i hela landet och till att det som har "
        "fungerat väl tas till vara av fler myndigheter, kommuner och regioner."
    ),
    (
        "Kunskapen ska sammanställas, kvalitetssäkras och göras tillgänglig: för handläggare, för "
        "beslutsfattare och för allmänheten."
    ),
    "Konsekvenserna för pengar, verksamhet och personal ska framgå av budgetunderlaget.",
)
GROUPS = (
    "kommuner och regioner", "berörda myndigheter", "det civila samhällets organisationer",
    "länsplaneupprättarna", "de bolag, verk och råd som regeringen bestämmer",
)  # fmt: skip
MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december"
).split()
