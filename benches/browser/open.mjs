// Opening a build of the engine.

/** The bindings of the module `name` in one of the server's folders, ready to be used. */
export async function open(folder, name) {
  const bindings = await import(`/${folder}/${name}.js`);
  await bindings.default({ module_or_path: new URL(`/${folder}/${name}_bg.wasm`, location.href) });
  return bindings;
}
