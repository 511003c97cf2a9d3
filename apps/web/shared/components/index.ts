/** Every shared component, for pages to import from one place. */
export { Alert } from "./alert.tsx";
export { StepChart, type ChartStep } from "./chart.tsx";
export { Counts, Empty, Facts } from "./counts.tsx";
export { Choices, Field, LongField, MemorableDate, PaperField, Select } from "./field.tsx";
export { Button, ButtonLink, Form } from "./form.tsx";
export { InPage } from "./in-page.tsx";
export { AmountLink, LawLink } from "./links.tsx";
export { More } from "./more.tsx";
export { Filter, Pagination } from "./pagination.tsx";
export { Progress } from "./progress.tsx";
export { Steps } from "./steps.tsx";
export { Table, type Column } from "./table.tsx";
export { Tag } from "./tag.tsx";
export { Sheet } from "./worksheet.tsx";
