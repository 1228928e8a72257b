"""Templates that write what Django's write, sooner: what cannot differ between two readings is
written once in each language, and the address of a plan is put together once.

A constant stands on the language and on what a process is started with: the catalogue of words,
icons, addresses of assets and of pages without arguments. Nothing else is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any, TypeVar

from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    Template,
    TextNode,
    Token,
    TokenType,
)
from django.template.context import Context
from django.template.defaulttags import CommentNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language

F = TypeVar("F", bound=Callable[..., Any])
SILENT = (LoadNode, CommentNode)

_constant: set[Callable[..., Any]] = set()


def constant(function: F) -> F:
    """A simple tag that writes the same for the same arguments as long as a process lives."""
    _constant.add(function)
    return function


class QuickTemplate(Template):
    """A template of the nodes below; while errors are looked for (``debug``), of Django's own,
    which tell where they stand.
    """

    def compile_nodelist(self) -> NodeList:
        if self.engine.debug:
            return super().compile_nodelist()
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        tokens = Lexer(self.source).tokenize()
        parser = QuickParser(tokens, libraries, builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        return nodes


class QuickParser(Parser):
    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        node.__class__ = QUICK.get(type(node), type(node))
        super().extend_nodelist(nodelist, node, token)
        if not is_constant(node):
            return
        before = nodelist[-2] if len(nodelist) > 1 else None
        if isinstance(before, TextNode | Constant):
            nodelist[-2:] = [joined([before, node])]
        elif not isinstance(node, TextNode):
            nodelist[-1:] = [joined([node])]


class Constant(Node):
    """Neighbours that write the same in each language, written once in it."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.texts: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.texts:
            self.texts[language] = "".join(str(one.render(context)) for one in self.nodes)
        return self.texts[language]


def joined(neighbours: Iterable[Node]) -> Node:
    """One node instead of several that are constant; text alone stays text."""
    nodes: list[Node] = []
    for one in neighbours:
        nodes += one.nodes if isinstance(one, Constant) else [one]
    if all(isinstance(one, (TextNode, *SILENT)) for one in nodes):
        return TextNode("".join(one.s for one in nodes if isinstance(one, TextNode)))
    return Constant(nodes)


def is_constant(node: Node) -> bool:
    """Whether a node writes the same for everybody who reads one language."""
    match node:
        case TextNode() | Constant() | LoadNode() | CommentNode():
            return True
        case TranslateNode():
            return node.asvar is None and are_literal(node.filter_expression, node.message_context)
        case BlockTranslateNode():
            if node.extra_context or node.counter or node.asvar:
                return False
            words = all(one.token_type == TokenType.TEXT for one in node.singular)
            return words and are_literal(node.message_context)
        case StaticNode():
            return node.varname is None and are_literal(node.path)
        case URLNode():
            return not (node.args or node.kwargs or node.asvar) and are_literal(node.view_name)
        case SimpleNode():
            given = [*node.args, *node.kwargs.values()]
            return node.func in _constant and node.target_var is None and are_literal(*given)
    return False


def are_literal(*expressions: FilterExpression | None) -> bool:
    """Whether all that are there are written out in the template."""
    return not any(
        one is not None and (one.filters or (one.is_var and one.var.lookups is not None))
        for one in expressions
    )


class Address(URLNode):
    """The address of a page. A page of rows asks for many, and for the same ones again."""

    def render(self, context: Context) -> str:
        args = tuple(one.resolve(context) for one in self.args)
        if self.kwargs or any(type(one) not in {str, int} for one in args):
            return super().render(context)
        try:
            url = _address(self.view_name.resolve(context), args, get_script_prefix())
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = url
            return ""
        return escape(url) if context.autoescape else url


@lru_cache(4096)
def _address(view: str, args: tuple[str | int, ...], _prefix: str) -> str:
    """No namespace has two instances, so the page that asks makes no difference."""
    return reverse(view, args=args)


class Worded(BlockTranslateNode):
    """A sentence with values, whose pieces are put together once."""

    def render_token_list(self, tokens: Any) -> tuple[str, list[str]]:
        known = self.__dict__.setdefault("known", {})
        if id(tokens) not in known:
            known[id(tokens)] = super().render_token_list(tokens)
        text, names = known[id(tokens)]
        return text, list(names)


class NamedWord(TranslateNode):
    """A word; where it is given a name, looked up once in each language."""

    def render(self, context: Context) -> str:
        if self.asvar is None or not are_literal(self.filter_expression, self.message_context):
            return super().render(context)
        known = self.__dict__.setdefault("known", {})
        language = get_language()
        if language not in known:
            super().render(context)
            known[language] = context[self.asvar]
        context[self.asvar] = known[language]
        return ""


QUICK: dict[type[Node], type[Node]] = {
    BlockTranslateNode: Worded,
    TranslateNode: NamedWord,
    URLNode: Address,
}
