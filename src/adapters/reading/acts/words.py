"""Word lists by which parties are told from things, and names from what follows them."""

from __future__ import annotations

import re

from ..cues import by_letter


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


_ACTORS = (
    r"states? governments? countr(?:y|ies) nations? part(?:y|ies) members? donors? "
    r"communit(?:y|ies) societ(?:y|ies) sectors? stakeholders? authorit(?:y|ies) peoples? "
    r"persons? individuals? groups? forces powers? parliaments? parliamentarians youth media "
    r"academia observers? contributors? actors? leaders? contractors? organi[sz]ers? "
    r"industr(?:y|ies) business(?:es)? compan(?:y|ies) enterprises? employers? banks? "
    r"universit(?:y|ies) movements? signator(?:y|ies) creditors? debtors tanks jurisdictions? "
    r"sponsors? co-sponsors? sides belligerents rebels insurgents guarantors legislatures? "
    r"judiciary r(?:e|\u00e9)gimes? junta manufacturers publishers broadcasters press teachers "
    r"famil(?:y|ies) mothers inhabitants population electorate cooperatives charities churches "
    r"airlines corporations libraries museums athletes elderly peacekeepers contingents "
    r"components "
    r"markets groupings? organizations_and_arrangements presidenc(?:y|ies) opposition parts? "
    r"academics activists? researchers? historians? "
    r"producers? partners? organi[sz]ations? agenc(?:y|ies) entit(?:y|ies) bod(?:y|ies) organs? "
    r"subcommi(?:ttee|ssion)s? institutions? institutes? mechanisms? committees? commissions? "
    r"councils? offices? "
    r"departments? funds? programmes? systems? rapporteurs? experts? representatives? "
    r"coordinators? envoys? commissioners? secretar(?:y|ies)(?:[-_]general)? secretariats? "
    r"directors?(?:-general)? administrators? chairs? chairpersons? chairman chairmen "
    r"presidents? vice-presidents? bureaux bureau panels? teams? missions? units? centres? "
    r"courts? tribunals? assembl(?:y|ies) boards? procedures holders? forums? networks? "
    r"conferences? platforms? advisers? ombudsm[ae]n ombudsperson facilitators? mediators? "
    r"prosecutors? registrars? controllers? governors? inspectors? auditors? managers? heads? "
    r"ministers? ministries women girls children men boys "
    r"populations workers scientists scholars practitioners journalists lawyers judges "
    r"legislators participants? delegations? nationals citizens refugees migrants farmers "
    r"operators owners universities schools foundations? associations? unions? federations? "
    r"coalitions? alliances? alliance initiatives? task_force working_party police military "
    r"troops personnel staff mission operations? leadership professionals educators shipowners "
    r"suppliers providers users consumers force investors lenders financiers secretariat "
    r"facility facilities service services directorates? division branch section tribes clans "
    r"factions "
    r"militias? combatants negotiators mediators neighbours philanthropies cities municipalities "
    r"regions territor(?:y|ies) focal_points? coordination processes structures? shareholders? "
    r"others "
)
ACTOR_HEAD = re.compile(
    rf"(?:^|[\s-])(?:{by_letter(word.replace('_', ' ') for word in _ACTORS.split())}|(?-i:UN\w*))$",
    re.IGNORECASE,
)
"""A noun at the end of a name's head that can act."""

ORGANIC = re.compile(
    r"\b(?:organs?|organizations?|organisations?|bodies|entities|agencies|funds|programmes|"
    r"offices|departments|institutions|"
    r"commissions|committees|mechanisms|secretariats|officers|members|missions|institutes|centres|"
    r"observers|women|girls|men|boys|people|children|services|units|networks|experts|procedures|"
    r"processes|structures|arrangements)\b"
)
"""Nouns that share one "of": "organizations and agencies of the system"."""

ADJECTIVE_END = re.compile(
    r"(?:[\w-]*(?:al|ary|ory|ic|ive|ant|(?<!m)ent|ble|ous|lateral|ful|ed|ing|wide|level|based|led|"
    r"income|scale|profit)|"
    r"relevant|other|bilateral|multilateral|non-governmental|governmental|private|public|new|"
    r"least|developed|developing|"
    r"local|small|large|major|main|key|all|economic|social|civil|young|older|rural|urban|"
    r"[\w-]+-[\w-]*(?:ed|ing|al|ary)|host|donor|transit|receiving|troop|police|affected)",
    re.IGNORECASE,
)

NAMED_AND = re.compile(
    r"\b(?:[Oo]ffice|[Cc]ommittee|[Cc]onference|[Cc]ommission|[Dd]epartment|[Oo]rganization|"
    r"[Pp]rogramme|[Dd]ivision|[Ee]ntity|[Cc]entre|[Ff]orum|"
    r"[Rr]apporteur|[Ee]xperts?|[Gg]roup|[Ii]nstitute|[Bb]oard|[Rr]epresentative|[Uu]nit|[Pp]anel|"
    r"[Mm]echanism|[Aa]gency|[Rr]epresentative|[Aa]dviser|[Ss]ecretary-General)"
    r" (?:on|for|against|of the Secretary-General (?:on|for)|of|to(?= [A-Z])) "
    r"(?!the United Nations\b)[^,]*$|"
    r"\bEconomic$|\bEconomic, Social$|^(?:the )?Economic|[Ee]ducational$|"
    r"\bFood$|Least Developed Countries$|"
    r"\bof the United Nations High Commissioner for [A-Z]\w+$(?<!Rights)|\bTrade$|\bDrugs$"
)
"""The end of a name that "and" may go on with: "Conference on Trade", "Office on Drugs"."""

NOT_INFINITIVE_AFTER = _words(
    "the|a|an|all|this|that|these|those|its|their|his|her|it|them|him|which|whom|armed|"
    "conflict|conflicts|such|"
    "international|human|relevant|date|existing|other|both|each|any|applicable|food|education|"
    "health|water|"
    "justice|information|development|women|men|children|persons|people|peace|life|work|"
    "poverty|terrorism|"
    "developing|least|small|states|country|countries|humanitarian|technical|one|two|three|use|"
    "whose|disarmament|safe|adequate|housing|privacy|sanitation|self-determination|return|"
    "freedom|"
    "certain|nuclear|non-nuclear|weapons|multilateral|regional|external|financial|climate|"
    "disaster|mandate|gender|violence|"
    "property|social|clean|environmental|reparation|nationality|truth|vote|equality|"
    "non-discrimination|"
    "bring-into|end-of|date|which|various|several|respond-to|paragraph|article|resolution|"
    "resolutions|"
    "members|member|parties|some|many|further-more|whom|particular"
) - {"use", "work", "return", "vote", "mandate", "end"}
"""After "to", these begin no infinitive ("parties to armed conflict", "the right to food")."""

NOT_INFINITIVE_BEFORE = _words(
    "able|position|ready|wishing|wish|willing|willingness|need|needs|needing|seeking|seek|"
    "committed|decided|decides|yet|required|called|intend|intending|failed|mandated|working|"
    "likely|entitled|opportunity|opportunities|ability|right|rights|effort|efforts|decision|"
    "designed|obligated|obliged|attempting|attempts|continuing|order|aiming|capacity|measure|"
    "measures|step|steps|action|responsible|commitment|commitments|requested|invited|encouraged|"
    "urged|authorized|aim|aims|eligible|due|expected|desiring|struggling|choose|chosen|choosing|"
    "pledged|agreed|determined|access|pursuant|addition|according|relating|contrary|related|"
    "owing|relation|prior|subject|desire|attempt|failure|how|whether|what|where|when|preparing|"
    "undertaken|adopted|helping|striving|stand|conducive|vulnerable"
)
"""Before "to", these make the infinitive part of a qualifier ("States able to do so")."""
SO_AS = ("so as", "with regard", "with respect")
"""So do these."""

INCLUDING = re.compile(
    r"(?:including|in particular|particularly|especially|such as|inter alia|notably|among others|"
    r"and in particular|and particularly|and especially|namely|composed of|consisting of|"
    r"as appropriate including|i\.e\.|e\.g\.)\b"
)
ASIDE = re.compile(
    r"(?:in (?:consultation|collaboration|co[- ]?operation|co-ordination|close|coordination|full|"
    r"accordance|line|"
    r"conformity|keeping|a|the|their|its|his|this|that|"
    r"order|addition|partnership|response|view|so|implementing|preparing|coordinating|compliance|"
    r"conjunction|association|liaison|agreement|concertation|his|order|light|doing|carrying|"
    r"particular|parallel|pursuance|both|all|its|cases|respect|regard|situations|fulfilment|such|"
    r"exercising|discharging|efforts|an|her|turn|consultations|these|those|recent|contact|close|their|"
    r"addressing|concert|support|preparation|"
    r"consistency|case|future|further|[a-z]+ing|recognition|pursuit|consideration)\b|"
    r"within|with(?:in|out)?|through|where|when|whenever|if|as (?!well as)|as$|but |"
    r"first and foremost|"
    r"the (?:occupying|administering) power\b|"
    r"taking|bearing|consulting|on (?:the|a|an|his|their|its|behalf|request|all)|"
    r"at (?:the|their|its|all|"
    r"both|every|a|his|least)|by |under |upon |pursuant|"
    r"following|acting|working|subject|consistent|based|for |from |during|that |which |who |"
    r"whose |to |having|keeping|"
    r"building|drawing|recognizing|using|recalling|jointly|also|if |unless|while|before|after|"
    r"until|no later|not later|"
    r"notwithstanding|irrespective|regardless|acknowledging|individually|collectively|especially|"
    r"inter alia|once|"
    r"making|giving|directly|along the|together$|so as|and where|and when|since|because|given|"
    r"each (?:within|in|of|for|according|acting|as|at|with|on|by|to|from|under) |"
    r"respecting|considering|"
    r"including|thereby|with a view|not |despite|until|via |mindful|depending|wherever|concerned|"
    r"as and|"
    r"providing|ensuring|participating|throughout|besides|among|across|over |towards|against|"
    r"beyond|about|"
    r"whether|particularly|starting|beginning|effective|whereby|annually|biennially|regularly|"
    r"urgently|immediately|voluntarily|"
    r"continuing|responding|complementing|guided|inviting|noting|emphasizing|stressing|aiming|"
    r"according|contingent|commensurate|pending|utilizing|supported |established |assisted |"
    r"(?:led|headed|chaired|guided) by |"
    r"should (?:it|they|he|she|(?:the|any|an?|no) [\w-]+|[a-z]+ of [a-z]+) |"
    r"advancing|president |chair|both (?:public|private)|"
    r"(?:[a-z]+ly )?(?:established|referred|set up) )"
)
"""What begins an aside between commas, which names nobody to act."""

QUALIFIER = re.compile(
    r"[ ,]+(that|which|who|whose|whom|where|when|whenever|if|within|through|under|having|"
    r"participating|engaged|involved|"
    r"wishing|hosting|affected|providing|working|operating|acting|able|willing|concerned with|not|"
    r"including|"
    r"as appropriate|as necessary|in particular|in a position|with|in|on|for|at|from|against|by|"
    r"during|"
    r"referred|mentioned|established|contained|based|located|represented|responsible|dealing|"
    r"interested in|"
    r"across|throughout|pursuant|regarding|following|upon|via|among|between|as|once|still|so as|"
    r"whether|according|towards|active|present|created|requested|convened|designated|appointed|"
    r"mandated|listed|authori[sz]ed|tasked|associated|compliant|such as|"
    r"identified|expressed|thereto|possessing|exporting|undergoing|emerging|experiencing|facing|"
    r"receiving|contributing|"
    r"supporting|affecting|using|without|also|both|wherever|currently|charged|entrusted|owing|yet|"
    r"named|included|specified|enumerated|elected|nominated|selected|accredited|belonging|"
    r"to whom|"
    r"to)(?= |$)"
)
"""Words after which a name is over, unless `parties` finds them part of it."""

_TOGETHER = (
    "Least Developed Countries, Landlocked Developing Countries and Small Island Developing States|"
    "Economic, Social and Cultural Rights|economic, social and cultural rights|"
    "Educational, Scientific and Cultural|Administrative and Budgetary|"
    "Trade and Development|Drugs and Crime|Food and Agriculture|Training and Research|"
    "International, Impartial and Independent|"
    "Management Strategy, Policy and Compliance|Crime Prevention and Criminal Justice|"
    "Gender Equality and the Empowerment of Women|"
    "Members and non-members|Members and non-Members|Members and non-member|"
    "Peace and Security|Asia and the Pacific|Latin America and the Caribbean|Economic and Social|"
    "Relief and Works|"
    "General Assembly and Conference Management|Political and Peacebuilding|"
    "Middle East and North Africa|Bosnia and Herzegovina|Serbia and Montenegro|"
    "Trinidad and Tobago|Antigua and Barbuda|Sao Tome and Principe|Kitts and Nevis|"
    "Vincent and the Grenadines|Great Britain and Northern Ireland|"
    "Science and Technology|Population and Development|State and Government|"
    "Red Cross and Red Crescent|law and in practice|"
    "Economic and Financial|Information and Communications|Safety and Security|"
    "Conservation and Sustainable|Ombudsman and Mediation|"
    "Racism, Racial Discrimination, Xenophobia and Related Intolerance|"
    "racism, racial discrimination, xenophobia and related intolerance|"
    "Civil and Political Rights|"
    "Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment|"
    "Enforced or Involuntary Disappearances|"
    "truth, justice, reparation and guarantees of non-recurrence|"
    "freedom of opinion and expression|peaceful assembly and of association|"
    "extrajudicial, summary or arbitrary executions|"
    "violence against women and girls, its causes and consequences|"
    "trafficking in persons, especially women and children|"
    "Ocean Affairs and the Law of the Sea|Western Asia and North Africa|"
    "Small Arms and Light Weapons|Statehood and|Tsunamis and|"
    "transnational corporations and other business enterprises|"
    "sale and sexual exploitation of children|safe drinking water and sanitation|"
    "Review and Appraisal|Promotion and Protection|"
    "promotion and protection of human rights and fundamental freedoms|promotion and protection|"
    "Emergency Relief and|Monitoring, Verification and Inspection|Children and Armed Conflict|"
    "Internal Oversight and|Peaceful Uses and|Genocide and the Responsibility|women and girls|"
    "women and children|children and young people|"
    "Political and Peacebuilding Affairs|"
    "Political Affairs and Decolonization|Special Political and Decolonization|Central Africa and|"
    "Peacebuilding and Peace Support|Palestine and|Standards and Technology|"
    "World Bank and the International Finance|Programme and Coordination|Programme and Budget|"
    "Question of Equitable Representation on and Increase|Privileges and Immunities|"
    "Safe, Orderly and Regular|Recruitment, Use, Financing and Training|"
    "Implementation and|judges and lawyers|Colonial Countries and|"
    "Firearms, Their Parts and Components and Ammunition|Under-Secretary-General and High|"
    "Under-Secretary-General and Special|Under-Secretary-General and Executive|"
    "Under-Secretary-General and Emergency"
)
TOGETHER = tuple(sorted(_TOGETHER.split("|"), reverse=True))
"""Names and topics with commas and "and" of their own."""
PROTECTED = re.compile(by_letter(TOGETHER))
"""The same behind their first letters."""
ORIGIN = re.compile(
    r"(?:[Cc]ountries|Governments|States) of origin(?:,? (?:and )?(?:of )?(?:transit|asylum|return)"
    r"(?:,? (?:and|or) (?:of )?(?:destination|return|resettlement)(?: countries)?)?|"
    r" and (?:of )?destination)"
)
"""The same of migration: "countries of origin, transit and destination"."""
