export const words = {
  title: "A newer version of this page is ready.",
  text: "Reloading keeps your settings and begins the counting again. It can wait until you close the page.",
  reload: "Reload",
  later: "Later",
};
