// Few rules, each for a reason: types are tsc's business, layout is nobody's.
const noHtml = "No HTML string ever goes into a document: build elements and set textContent.";
const noValue = "The reader reads no value of any field. Labels of button inputs have one marked exception.";

/** @param {string} name @param {string} message */
const forbidName = (name, message) => [
  { selector: `MemberExpression[computed=false][property.name='${name}']`, message },
  { selector: `MemberExpression[computed=true][property.value='${name}']`, message },
  { selector: `ObjectPattern > Property[key.name='${name}']`, message },
];

const html = [
  ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment", "srcdoc"].flatMap((name) => forbidName(name, noHtml)),
  { selector: "MemberExpression[object.name='document'][property.name=/^(write|writeln)$/]", message: noHtml },
];
const values = [
  ...["value", "valueAsNumber", "valueAsDate", "defaultValue", "files", "FormData"].flatMap((name) => forbidName(name, noValue)),
  { selector: "CallExpression[callee.property.name=/^getAttribute/][arguments.0.value='value']", message: noValue },
];
const debris = {
  "no-debugger": "error",
  "no-unused-vars": ["error", { args: "after-used" }],
  "no-var": "error",
  "prefer-const": ["error", { destructuring: "all" }],
  eqeqeq: ["error", "always"],
};
const noEval = {
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
};

export default [
  { ignores: ["target/", "dist/", "node_modules/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.{js,mjs}"], rules: { ...debris, ...noEval } },
  { files: ["extension/**", "www/**"], rules: { "no-restricted-syntax": ["error", ...html] } },
  { files: ["extension/reader/**"], languageOptions: { sourceType: "script" }, rules: { "no-restricted-syntax": ["error", ...html, ...values] } },
];
