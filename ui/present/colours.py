"""The palette as CSS variables, so that a slide is drawn once and turns dark or light where it is shown."""

from dataclasses import fields
from typing import Final

from charts.palette import DARK, LIGHT, STAGES, VERDICTS, Palette, VerdictColours

_PLAIN: Final = tuple(
    field.name for field in fields(Palette) if field.name not in ("dark", "share", "stages", "verdicts")
)


def _named(name: str) -> str:
    return name.replace("_", "-")


def variables(colours: Palette) -> str:
    """Write a palette as CSS custom properties."""
    pairs = {_named(name): str(getattr(colours, name)) for name in _PLAIN}
    pairs |= {f"share-{step}": colour for step, colour in enumerate(colours.share)}
    pairs |= {f"stage-{_named(stage)}": colours.stages[stage] for stage in STAGES}
    for verdict in VERDICTS:
        own = colours.verdicts[verdict]
        pairs |= {
            f"{_named(verdict)}-fill": own.fill,
            f"{_named(verdict)}-edge": own.outline or own.fill,
            f"{_named(verdict)}-text": own.text,
        }
    return "".join(f"--{name}:{colour};" for name, colour in pairs.items())


def slide_variables() -> str:
    """Write the rules that the style sheet of slides begins with."""
    return f".present{{{variables(LIGHT)}}}\n.present.dark{{{variables(DARK)}}}\n"


def _variable(name: str) -> str:
    return f"var(--{_named(name)})"


# Whatever draws with a palette draws with this one in colours that the style sheet decides.
VARIABLE_PALETTE: Final = Palette(
    dark=False,
    share=tuple(_variable(f"share-{step}") for step in range(len(LIGHT.share))),
    stages={stage: _variable(f"stage-{stage}") for stage in STAGES},
    verdicts={
        verdict: VerdictColours(
            _variable(f"{verdict}-fill"), _variable(f"{verdict}-edge"), _variable(f"{verdict}-text")
        )
        for verdict in VERDICTS
    },
    **{name: _variable(name) for name in _PLAIN},
)
