/**
 * What the pages' own components need of React when they run in a browser: elements are made at once as DOM nodes, so that one
 * component draws the same on the server and in an island. Nothing is parsed as HTML.
 */
type Child = Node | string | number | bigint | boolean | null | undefined | readonly Child[];
type Props = Readonly<Record<string, unknown>> & { readonly children?: Child };
type Component = (props: Props) => Child;

const svg = new Set(["svg", "g", "rect", "line", "path", "circle", "text"]);
const renamed: Readonly<Record<string, string>> = {
  className: "class",
  htmlFor: "for",
  tabIndex: "tabindex",
  textAnchor: "text-anchor",
  colSpan: "colspan",
  defaultValue: "value",
  dateTime: "datetime",
};

/** Several nodes without one around them. */
export const Fragment: Component = ({ children }) => children;

/** Makes an element, or what a component returns. */
export function jsx(type: string | Component, props: Props): Child {
  if (typeof type === "function") return type(props);
  const { children, ...attributes } = props;
  const drawn = svg.has(type) || (type === "title" && !("className" in props));
  const element = drawn
    ? document.createElementNS("http://www.w3.org/2000/svg", type)
    : document.createElement(type);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(renamed[name] ?? name, value === true ? "" : String(value));
  }
  element.append(...nodesOf(children));
  return element;
}
export const jsxs = jsx;

/** The nodes of what a component returned, for a place in the page. */
export function nodesOf(child: Child): readonly (Node | string)[] {
  if (child === null || child === undefined || typeof child === "boolean") return [];
  if (Array.isArray(child)) return child.flatMap(nodesOf);
  return child instanceof Node ? [child] : [String(child)];
}

interface Context<T> {
  current: T;
  Provider: (props: { value: T; children?: Child }) => Child;
}

/** A context with one value for the whole page: an island is drawn for one reader. */
export function createContext<T>(initial: T): Context<T> {
  const context: Context<T> = {
    current: initial,
    Provider: ({ value, children }) => {
      context.current = value;
      return children;
    },
  };
  return context;
}

/** The value of a context. */
export const useContext = <T>(context: Context<T>): T => context.current;
