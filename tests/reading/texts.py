"""Texts made up for the tests: the forms of resolutions, not the words of any."""

from __future__ import annotations

MODERN = """United Nations
A/RES/90/12


General Assembly
Distr.: General
3 January 2036

35-00012 (E)    040136
*3500012*


Ninetieth session
Agenda item 15 (a)
Lighthouses: lighthouses and buoys




 Resolution adopted by the General Assembly
on 19 December 2035


[on the report of the Second Committee (A/90/400, para. 7)]


 90/12. Lighthouses of the world and the
keepers thereof



The General Assembly,

Recalling its resolutions 80/1 of 1 November 2025 and 85/33 of 2 December
2030, and recalling also the Lighthouse Declaration,1

Convinced of the need for light, 2 and of the well-
being of the keepers,
__________________

1  Resolution 80/1, annex.

2  A/CONF.999/7, chap. I.

A/RES/90/12
Lighthouses of the world and the
keepers thereof

35-00012
2/3


1.
Takes note of the report of the Secretary-General on lighthouses,3 and
requests the Secretary-General, in consultation with the International Maritime
Organization, to submit a report on the state of the resolu-
tion of disputes about buoys, and of South- South cooperation, to the General
__________________

3  A/90/33.

Lighthouses of the world and the
keepers thereof
A/RES/90/12

3/3
35-00012


Assembly at its ninety-second session;

I
Oil and lamps

2.
Encourages Member States:

(a)
To keep the lamps burning;

(b)
To report to the Secretary-General on their oil by 30 June 2037;

3. Decides to include in the provisional agenda of its ninety-second session
the item entitled \u201cLighthouses of the world\u201d.

60th plenary meeting
19 December 2035

Annex

Rules for keepers

1. Keepers shall keep awake.

2. Requests for leave are made in writing.
"""

OLD_COUNCIL = """77 (1949). Resolution of 3 March 1949
[S/9999]

The Security Council,

Having examined the report of the Lamp Com-
mission,12

Decides to send observers to the lighthouse;

Requests the Secretary-General to keep the Council informed.

Adopted unanimously at the
410th meeting.

12 Ibid., document S/9990.
"""

PARTS = """85/270. Follow-up to conferences

A

The General Assembly,

Recalling the conferences,

1. Decides to convene a meeting in 2032;

2. Requests the Secretary-General to report at its eighty-seventh session.

78th plenary meeting
20 December 2030

B

Further follow-up

The General Assembly,

Noting part A,

1. Decides to review the matter at its eighty-eighth session.

100th plenary meeting
23 June 2031
"""

RECOMMENDING = """2034/14. Programme of work

The Economic and Social Council,

Recalling its resolution 2033/1 of 25 April 2033,

1. Recommends to the General Assembly the adoption of the following draft resolution:

\u201cThe General Assembly,

\u201cRecalling its resolution 70/1 of 25 September 2015,

\u201c1. Requests the Secretary-General to report to it at its ninetieth session;

\u201c2. Decides to remain seized of the matter.\u201d

2. Requests the Secretary-General to submit a report to the Council at its 2035 session.

25th plenary meeting
24 July 2034
"""

PARAGRAPHS = """Human Rights Council
Ninety-second session
Agenda item 3

Resolution adopted by the Human Rights Council on 26 September 2036

92/7. The right to light

The Human Rights Council,

Guided by the Charter,

1. {first}

2. Decides to remain seized of the matter.

38th meeting
26 September 2036

[Adopted without a vote.]
"""

DECISION = """90/512. Lamps in harbours

At its 47th plenary meeting, on 4 December 2035, the General Assembly, on the recommendation of
the Second Committee (A/90/478, para. 9):

(a) Took note of the report of the Board;

(b) Decided to defer consideration of the item to its ninety-first session, and requested the
Board to report thereon.
"""

STATEMENT = """United Nations S/PRST/2036/4

Security Council Distr.: General

12 March 2036

Statement by the President of the Security Council

At the 9876th meeting of the Security Council, held on 12 March 2036, the President of the
Security Council made the following statement on behalf of the Council:

\u201cThe Security Council welcomes the lamps, and calls upon all parties to light them.

\u201cThe Council requests the Secretary-General to report to it by 30 June 2036. It
encourages States to help.\u201d
"""

RUN_ON = (
    "The Security Council, Recalling its resolution 2012 (2011) on lamps, and its resolution 2013 "
    "(2011) on oil, Acting under Chapter VII of the Charter of the United Nations, 1. Decides to "
    "extend the mandate of the Panel until 30 November 2035; 2. Requests the Panel, among the "
    "lamps 2. to 4. of the coast, to report to the Council every 60 days; and 3. Decides to remain "
    "seized of the matter. Adopted at the 7451st meeting."
)

ASSEMBLY = """UNEP/EA.6/Res.9
6/9. Lamps

The United Nations Environment Assembly,

Recalling its resolution 5/1 of 2 March 2035,

1. Requests the Executive Director:

(1) to draw up a plan;

(2) to report thereon to the Environment Assembly at its seventh session.
"""

SECTIONS = """The General Assembly,
Aware of lamps,
I
Oil lamps
1. Requests the Board to act;
2. Invites States to help;
II
Gas lamps
1. Decides to act;
2. Requests the Board to act.
"""
