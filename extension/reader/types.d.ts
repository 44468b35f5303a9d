/** What the reader's files share. Only for the type checker: nothing of it is loaded. */

/** Attributes of one element that the reader looks at; undefined where the element has none. Never `value`. */
type AttributeName = "role" | "type" | "href" | "open" | "scope" | "title" | "alt" | "placeholder" | "for" | "form" | "label" | "hidden"
  | "contenteditable" | "colspan" | "data-testid" | "data-test" | "data-cy" | "data-qa" | "aria-label" | "aria-labelledby"
  | "aria-describedby" | "aria-hidden" | "aria-level" | "inert" | "disabled" | "checked" | "required" | "readonly" | "data-state"
  | "data-disabled" | "aria-disabled" | "aria-busy" | "aria-pressed" | "aria-expanded" | "aria-selected" | "aria-current"
  | "aria-required" | "aria-readonly" | "aria-modal" | "aria-haspopup" | "aria-checked";
type Attributes = {
  /** Whether any of them is a state. */
  states: boolean;
  /** Which there are. */
  set: AttributeName[];
} & { [name in AttributeName]: string | undefined };

/** How much of a page is taken. */
type Mode = "full" | "sign_in";

interface Walk {
  /** Goes on until `deadline` (`performance.now()`); true when the page is read. */
  step(deadline: number): boolean;
  /** The snapshot as JSON, once `step` gave true. */
  json(): string;
}

/** What a reading cost and brought. */
type Reading = { spent: number; fresh: boolean; failed: boolean };

interface Preflight {
  /** The element that the overlay stands in: never read, its changes are no changes. */
  host: Element | null;
  /** How much of this page is taken; changes with the route. */
  mode: Mode;
  /** Called once, as soon as the reader runs in a mode that allows an overlay; at once when it already does. List a file
   * that uses it before `main.js`, and let it return when `started` is true: then it is loaded a second time. */
  onStart(call: () => void): void;
  /** Called when the reader stops for good: the extension was reloaded or removed. */
  onStop(call: () => void): void;
  /** Called with the new mode when the page's address has changed. */
  onRoute(call: (mode: Mode) => void): void;
  /** Says which mode the page is in now. */
  enter(mode: Mode): void;
  /** The browser's extension interface. */
  extension: any;
  /** Stops everything. */
  stop(): void;
  /** Whether this script still belongs to a living extension. */
  isAlive(): boolean;

  fold: {
    /** A text node's text: folded, with a space at either end where there was one; cut says that it was too long. */
    run(text: string): { text: string; cut: boolean };
    /** A name or title: folded, no spaces at its ends, cut. */
    short(text: string | null | undefined, most?: number): string;
    /** Whether a text is white space only. */
    isBlank(text: string): boolean;
  };
  address: {
    mode(url: URL): Mode;
    page(url: URL): { url: string; dialog: string | null };
    /** Before the first link of a reading. */
    start(): void;
    link(href: string): string | undefined;
  };
  kinds: {
    tags: Map<string, string | null>;
    roles: Map<string, string>;
    control: Set<string>;
    inline: Set<string>;
    isBlock(tag: string): boolean;
    /** The kind of an element: null when it is left out, undefined when its text belongs to the element around it. */
    of(element: Element, tag: string, attributes: Attributes): string | null | undefined;
    isEditable(value: string | undefined): boolean;
  };
  names: {
    /** No attributes that say anything. */
    NONE: Attributes;
    /** `used`: an object that nothing needs any more, to be filled again. */
    attributes(names: readonly string[], element: Element, used: Attributes | null): Attributes;
    Labels: new (root: Document | ShadowRoot) => Labels;
    name(element: Element, tag: string, attributes: Attributes, labels: Labels): string;
    description(attributes: Attributes, labels: Labels): string;
  };
  states: {
    flags(element: Element, tag: string, kind: string, attributes: Attributes, around: number): string;
    inside(element: Element, tag: string, attributes: Attributes, around: number, inert: boolean): number;
    extra(element: Element, tag: string, kind: string, attributes: Attributes, labels: Labels, around: number, empty: boolean): string;
    chosen(select: HTMLSelectElement): string;
  };
  dom: {
    nodeName: (this: Node) => string;
    nodeType: (this: Node) => number;
    nodeValue: (this: Node) => string | null;
    firstChild: (this: Node) => Node | null;
    nextSibling: (this: Node) => Node | null;
    parentNode: (this: Node) => Node | null;
    firstElementChild: (this: Element) => Element | null;
    nextElementSibling: (this: Element) => Element | null;
    localName: (this: Element) => string;
    shadowRoot: (this: Element) => ShadowRoot | null;
    clientWidth: (this: Element) => number;
    clientHeight: (this: Element) => number;
    attributeNames: (this: Element) => readonly string[];
    attribute: (this: Element, name: string) => string | null;
    contains: (this: Node, other: Node) => boolean;
    textContent: (this: Node) => string | null;
    control: (this: HTMLLabelElement) => Element | null;
    nextNode: (this: TreeWalker) => Node | null;
    nextSiblingOf: (this: TreeWalker) => Node | null;
    parentNodeOf: (this: TreeWalker) => Node | null;
    checkVisibility: (this: Element, options: CheckVisibilityOptions) => boolean;
  };
  sheets: {
    HIDES: number; HIDES_BELOW: number; CLIPS: number;
    /** Reads the document's style sheets, in pieces, and tells what they say, unless one of them cannot be read. */
    read(tell: (rules: StyleRules) => void): Generator<void, void>;
    Suspects: new (rules: StyleRules) => Suspects;
  };
  /** A text as JSON. */
  quote(text: string): string;
  Out: new () => Out;
  Course: new (mode: Mode) => Course;
  bits: {
    CONTROL: number; LEAF: number; INLINE: number; STANDING: number; SIMPLE: number; CELL: number; SEEN_THROUGH: number;
    CLOSED: number; HOST: number; SPECIAL: number; DEPENDS: number; ASKED: number; WHOLE: number;
    ofKind(kind: string | null | undefined): number;
    ofName(name: string): TagInfo;
  };
  sight: {
    isVisible(element: Element): boolean;
    /** Rendered, its `visibility` aside. */
    isRendered(element: Element): boolean;
    isSeenThrough(element: Element): boolean;
    holdsNothing(element: Element): boolean;
    isFlat(element: Element): boolean;
    isClipping(element: Element): boolean;
    modalChain(): Set<Node | null>;
  };
  Walk: new (options?: { mode?: Mode; url?: string }) => Walk;
  settle: {
    /** Calls `read` whenever the page is worth reading, `route` when its address changed. Gives what stops it. */
    start(read: () => Promise<Reading>, route: () => void): () => void;
  };
  send: {
    snapshot(): Promise<Reading>;
    /** Reads and sends, even if nothing changed since. */
    again(): void;
    route(): void;
  };
  /** The reader runs. */
  started: boolean;
}

/** What a tag tells without attributes: its kind, and bits of both or of the tag alone. */
type TagInfo = { tag: string; kind: string | null | undefined; bits: number; tagBits: number };

/** What style sheets may do to elements, by their names. */
type StyleRules = {
  classes: Map<string, number>; attributes: Map<string, number>; tags: Map<string, number>; all: number;
};

interface Suspects {
  /** What a style sheet, an inline style or an animation may do to an element. */
  of(tag: string, names: readonly string[], element: Element): number;
}

/** The nodes of a snapshot as JSON. */
interface Out {
  count: number;
  truncated: boolean;
  /** A limit was reached: nothing more is taken. */
  full: boolean;
  /** A text in which nothing has to be escaped. */
  plain(depth: number, text: string): void;
  text(depth: number, text: string): void;
  /** A node that is no more than its kind. */
  kind(depth: number, kind: string): void;
  node(depth: number, kind: string, flags: string, extra: string): void;
  json(): string;
}

/** An element that the walk stands in. */
type Frame = {
  element: Element; tag: string; kind: string | undefined; attributes: Attributes; tour: Tour;
  /** The last attributes that stood here, to be filled again. */
  spare: Attributes;
  /** What holds around it and inside, as bits of states.js. */
  around: number; inside: number;
  /** Nodes there were, and whether white space was waiting, when the walk came to it. */
  count: number; space: boolean;
  /** What sheets.js says of it; how far it has to be asked whether it is seen (0: not at all); bits of bits.js. */
  suspect: number; doubt: number; bits: number;
};

/** A part of the tree that is walked in document order: the document, a shadow tree (whose root is the top), something slotted. */
type Tour = { top: Node; isRoot: boolean; base: number; rest: Node[]; labels: Labels };

interface Course {
  mode: Mode; out: Out; space: boolean; frames: Frame[]; height: number; named: number[]; made: number; tours: Tour[]; node: Node | null;
  isInPlace(): boolean;
  tour(tops: Node[], labels: Labels): Node | null;
  nextOf(node: Node): Node | null;
  following(node: Node): Node | null;
  rise(): Node | null;
  leaveUnrendered(): boolean;
  isShown(): boolean;
  ask(element: Element): boolean;
  makeAll(): boolean;
  leave(): boolean;
  isNamed(element: Element, tag: string, attributes: Attributes, tour: Tour): boolean;
}

interface Labels {
  root: Document | ShadowRoot;
  /** Text of the elements that a list of ids points to. */
  pointedTo(ids: string | undefined): string;
  /** Text of a form control's labels. */
  of(element: Element): string;
}

declare var preflight: Preflight;
