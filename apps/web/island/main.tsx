/** The one island: each part looks for its own form and leaves every other page as it is. */
import "./calculators.tsx";
import "./law-example.tsx";
