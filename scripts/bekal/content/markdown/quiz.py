"""The quiz: native radios, the answer by style alone, and all answers for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.block_items.quiz import parse_quiz
from bekal.content.markdown.elements import BlockElement, add, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block


@block_element
class QuizElement(BlockElement):
    """Questions whose answers show without script."""

    NAME = "quiz"
    CLASS = "quiz"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the questions, then all answers for those who read on paper."""
        questions, _ = parse_quiz(parsed)
        quiz = int(self.tracker.get("count", 0)) + 1
        self.tracker["count"] = quiz
        for number, question in enumerate(questions, start=1):
            name = f"q{quiz}-{number}"
            fields = add(element, "fieldset")
            add(fields, "legend", f"{number}. {question.text}")
            for position, option in enumerate(question.options, start=1):
                identity = f"{name}-{position}"
                kind = "right" if option.right else "wrong"
                add(fields, "input", type="radio", name=name, id=identity, class_=kind)
                add(fields, "label", option.text, for_=identity)
            add(fields, "p", f"{self.translate('Correct.')} {question.reason}", class_="yes")
            add(fields, "p", f"{self.translate('Not quite.')} {question.reason}", class_="no-yet")
        details = add(element, "details", class_="answers")
        add(details, "summary", self.translate("See all answers"))
        answers = add(details, "ol")
        right = [next(option.text for option in question.options if option.right) for question in questions]
        for answer, question in zip(right, questions, strict=True):
            add(answers, "li", f"**{answer}** {question.reason}")
        # A closed `details` does not print, so paper has its own line.
        printed = ". ".join(f"{number}: {answer}" for number, answer in enumerate(right, start=1))
        add(element, "p", f"{self.translate('Answers:')} {printed}.", class_="paper")
