import { z } from "zod";
import type { ApiRoute } from "./api-route.ts";

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    message: {
      type: "string",
      description:
        "Of a refusal: the sentence that the page would say. Decide by code and facts; words may change.",
    },
    facts: { type: "object" },
    cites: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", properties: { at: { type: "string" }, code: { type: "string" } } },
    },
  },
};

const problems = {
  description: "A problem (RFC 9457)",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** The whole API as an OpenAPI 3.1 document, made from the routes' own schemas. */
export function openApi(routes: readonly ApiRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Emeritus",
      version: "0.1.0",
      description:
        "Public-pension administration. The same operations as the pages, with the same permissions.",
      license: { name: "Mozilla Public License 2.0", identifier: "MPL-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "emeritus" },
        bearer: { type: "http", scheme: "bearer", description: "The token that POST /api/sessions answers" },
      },
    },
  };
}

function operation(route: ApiRoute): object {
  const parameters = [
    ...parametersOf("path", route.params),
    ...parametersOf("query", route.query),
    ...(needsKey(route)
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: true,
            schema: { type: "string", format: "uuid" },
          },
        ]
      : []),
  ];
  return {
    operationId: `${route.method} ${route.path}`.replace(/\W+(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    summary: route.summary,
    tags: [route.owner],
    "x-may": route.may,
    ...(route.may === "anyone" ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: Object.assign(
              {},
              ...[route.bodyType, ...(route.otherBodyTypes ?? [])].map((type) =>
                json(z.toJSONSchema(route.body!, { io: "input" }), type),
              ),
            ) as object,
          },
        }
      : {}),
    responses: {
      "200": { description: "Done", content: json(z.toJSONSchema(route.answer, { io: "output" })) },
      "400": problems,
      "401": problems,
      "403": problems,
      "404": problems,
      ...(route.method === "get" ? {} : { "422": problems }),
    },
  };
}

/** Whether a route is a command, which must carry an Idempotency-Key. */
export function needsKey({ method, may }: Pick<ApiRoute, "method" | "may">): boolean {
  return method === "post" && may !== "anyone";
}

function parametersOf(place: "path" | "query", schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function json(schema: object, type = "application/json"): object {
  const { $schema: _, ...rest } = schema as { $schema?: string };
  return { [type]: { schema: rest } };
}
