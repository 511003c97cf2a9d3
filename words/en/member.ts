/** Words of the member's pages. */
export const member = {
  home: { title: "Your pension" },
};
