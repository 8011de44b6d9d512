"""Countries with their peoples, continents, and common given names. Written for this project."""

from __future__ import annotations

from bot.lexicon.loader import word_set

#: country: demonyms; the first word before the colon uses "_" for blanks.
_COUNTRIES = """
Afghanistan:Afghan,Afghans Albania:Albanian Algeria:Algerian Angola:Angolan Argentina:Argentine,Argentinian
Armenia:Armenian Australia:Australian Austria:Austrian Azerbaijan:Azerbaijani,Azeri Bahrain:Bahraini
Bangladesh:Bangladeshi Belarus:Belarusian Belgium:Belgian Benin:Beninese Bhutan:Bhutanese Bolivia:Bolivian
Bosnia:Bosnian Botswana:Botswanan Brazil:Brazilian Britain:British,Britons,Briton Bulgaria:Bulgarian
Burundi:Burundian Cambodia:Cambodian Cameroon:Cameroonian Canada:Canadian Chad:Chadian Chile:Chilean
China:Chinese Colombia:Colombian Congo:Congolese Croatia:Croatian,Croat Cuba:Cuban Cyprus:Cypriot
Denmark:Danish,Danes,Dane Ecuador:Ecuadorian Egypt:Egyptian England:English Eritrea:Eritrean
Estonia:Estonian Ethiopia:Ethiopian Fiji:Fijian Finland:Finnish,Finns France:French Gabon:Gabonese
Gambia:Gambian Georgia:Georgian Germany:German Ghana:Ghanaian Greece:Greek Guatemala:Guatemalan
Guinea:Guinean Guyana:Guyanese Haiti:Haitian Honduras:Honduran Hungary:Hungarian Iceland:Icelandic
India:Indian Indonesia:Indonesian Iran:Iranian Iraq:Iraqi Ireland:Irish Israel:Israeli Italy:Italian
Jamaica:Jamaican Japan:Japanese Jordan:Jordanian Kazakhstan:Kazakh Kenya:Kenyan Kosovo:Kosovar
Kuwait:Kuwaiti Kyrgyzstan:Kyrgyz Laos:Laotian Latvia:Latvian Lebanon:Lebanese Liberia:Liberian Libya:Libyan
Lithuania:Lithuanian Luxembourg:Luxembourgish Madagascar:Malagasy Malawi:Malawian Malaysia:Malaysian
Maldives:Maldivian Mali:Malian Malta:Maltese Mauritius:Mauritian Mexico:Mexican Moldova:Moldovan
Mongolia:Mongolian Montenegro:Montenegrin Morocco:Moroccan Mozambique:Mozambican Myanmar:Burmese
Namibia:Namibian Nepal:Nepali,Nepalese Netherlands:Dutch New_Zealand:New_Zealander Nicaragua:Nicaraguan
Niger:Nigerien Nigeria:Nigerian North_Korea:North_Korean Norway:Norwegian Oman:Omani Pakistan:Pakistani
Palestine:Palestinian Panama:Panamanian Paraguay:Paraguayan Peru:Peruvian Philippines:Philippine,Filipino
Poland:Polish,Poles Portugal:Portuguese Qatar:Qatari Romania:Romanian Russia:Russian Rwanda:Rwandan
Saudi_Arabia:Saudi Scotland:Scottish Senegal:Senegalese Serbia:Serbian,Serb Singapore:Singaporean
Slovakia:Slovak Slovenia:Slovenian Somalia:Somali South_Africa:South_African South_Korea:South_Korean
South_Sudan:South_Sudanese Spain:Spanish,Spaniards Sri_Lanka:Sri_Lankan Sudan:Sudanese Sweden:Swedish,Swedes
Switzerland:Swiss Syria:Syrian Taiwan:Taiwanese Tajikistan:Tajik Tanzania:Tanzanian Thailand:Thai
Togo:Togolese Tunisia:Tunisian Turkey:Turkish,Turks Turkmenistan:Turkmen Uganda:Ugandan Ukraine:Ukrainian
United_Arab_Emirates:Emirati United_Kingdom:British United_States:American,Americans Uruguay:Uruguayan
Uzbekistan:Uzbek Venezuela:Venezuelan Vietnam:Vietnamese Wales:Welsh Yemen:Yemeni Zambia:Zambian
Zimbabwe:Zimbabwean
"""


def _read() -> tuple[frozenset[str], dict[str, str]]:
    demonyms: dict[str, str] = {}
    countries = set()
    for entry in _COUNTRIES.replace("\n", " ").split():
        country, _, peoples = entry.replace("_", " ").lower().partition(":")
        countries.add(country)
        for people in peoples.split(","):
            demonyms.setdefault(people, country)
            if not people.endswith(("s", "sh", "ch", "ese")):
                demonyms.setdefault(people + "s", country)
    return frozenset(countries), demonyms


#: Lower-case country names, and demonym -> country.
COUNTRIES, DEMONYMS = _read()
CONTINENTS = frozenset(("europe", "asia", "africa", "north america", "south america", "latin america", "antarctica"))
#: Different names of one place or body, lower case -> the one to prefer.
SAME_PLACE = {
    "u.s.": "United States", "us": "United States", "u.s": "United States", "usa": "United States",
    "u.s.a.": "United States", "america": "United States", "united states of america": "United States",
    "united states": "United States", "uk": "United Kingdom", "u.k.": "United Kingdom",
    "united kingdom": "United Kingdom", "eu": "European Union", "e.u.": "European Union",
    "european union": "European Union", "un": "United Nations", "u.n.": "United Nations",
    "united nations": "United Nations", "uae": "United Arab Emirates", "u.a.e.": "United Arab Emirates",
    "united arab emirates": "United Arab Emirates",
}  # fmt: skip

MALE = word_set(
    """
    aaron abdul abdullah adam ahmed ajay akira alan alassane albert alejandro alex alexander alexei ali amit
    anand anders andre andrei andrew andy angus anil anthony antonio antony anwar arjun arnold arthur arvind
    ashok barack benjamin bernard bernie bill bob boris brad brian bruce carl carlos cedric charles charlie
    chris christian christopher clement colin craig cyril daniel dave david deepak denis dennis diego dieter
    dmitry dominic donald douglas ed eduardo edward elmer emmanuel enrique eric erik ernesto evgeny fabio felipe
    felix fernando francis francois francisco frank franz fred frederick gareth gary gavin geoffrey george
    gerald gerard giorgio giovanni gordon graham greg gregory guillermo gunther hamid hans haruki harold harry
    hassan heinz henri henry hiroshi hugo hussein ian ibrahim igor imran isaac ivan jack jacob jacques jaime
    jake james jamal jan janos javier jean jeff jeffrey jeremy jerome jerry jim joao joe joel johan johannes
    john johnny jonathan jorge jose joseph joshua juan jules julio justin kamal karl keith ken kenneth kevin
    klaus kofi kumar kyle larry lars laurent lawrence lee leo leon leonid lewis lionel lloyd lorenzo louis luca
    lucas luigi luis luiz luke mahmoud malcolm manuel marc marcel marco marcus mario mark markus martin mateo
    matt matteo matthew maurice max michael michel miguel mike mikhail mohamed mohammad mohammed moses muhammad
    murray narendra nathan neil nelson nicholas nicolas nigel nikolai noah norman oleg oliver olivier omar oscar
    osama otto owen pablo paolo patrick paul pavel pedro per peter philip philippe phil pierre piotr pranab
    rafael rahul raila raj rajesh rajiv ralph randhir ravi raymond recep ricardo richard rick rob robert roberto
    robin rodrigo roger rohit roland ron ronald ross roy rupert ryan salman salvador sam samuel sanjay satoshi
    scott sean sebastian sergei sergey sergio shinzo simon stanley stefan stephen steve steven stuart sunil sven
    takashi tariq ted terry theo thomas tim timothy toby tom tomas tony trevor tyler uhuru umar vasily viktor
    victor vijay vikram vincent vladimir volodymyr wallace walter warren wayne werner will william winston
    wolfgang xavier yannick yasser yoshihide yuri yusuf zachary elon keir rishi jens olaf recep joko javier lula
    benyamin benjamin pavel
    """
)
FEMALE = word_set(
    """
    abigail adele adriana agnes aisha alice alicia alison amanda amelia amina amy ana anastasia andrea angela
    anita anna anne annette anya aung ayesha barbara beatrice benazir beth betty billene brenda bridget camila
    camilla carla carmen carol caroline catherine cecilia charlotte cheryl chloe christina christine cindy
    claire clara claudia condoleezza cristina cynthia daniela deborah denise diana diane dilma dolores donna
    dorothy edith elena elisabeth elise elizabeth ella ellen emily emma erica ester esther eva eve fatima fiona
    florence frances gabriela gemma georgia gina gloria grace greta hannah harriet heather heidi helen helena
    hillary ida indira inga ingrid irene irina iris isabel isabella ivanka jacinda jackie jacqueline jane janet
    janice jasmine jean jennifer jenny jessica jill joan joanna josephine joyce judith judy julia juliana julie
    kaja kamala karen karin kate katharine katherine kathleen kathy katie kavita kayla kelly kim kimberly
    kirsten kristalina kristi kristin lakshmi laura lauren leila leticia lillian linda lisa liz lorraine louise
    lucia lucy luisa lydia lynn mahua maia margaret margarita margot maria marian marie marina marine marion
    martha mary mary-ann maya megan mei melania melanie melissa meera mette michelle miriam monica nadia nancy
    naomi natalia natalie natasha nicola nicole nikki nina nirmala noor olga olivia pamela patricia paula
    pauline penny petra philippa phyllis polly pooja priya priyanka rachel rania rebecca renee rita roberta rosa
    rose rosemary ruth sabrina sally samantha sandra sanna sara sarah sharon sheila sheikh_hasina shirley silvia
    simone smriti sofia sonia sophia sophie stephanie sue susan susana suzanne svetlana sylvia tamara tanya
    tatiana teresa theresa tina ursula valentina valerie vanessa vera veronica victoria viktoria virginia vivian
    wendy yasmin yolanda yulia yvette yvonne zainab zoe maria sheikha giorgia claudia marta ines paloma oksana
    """
)
