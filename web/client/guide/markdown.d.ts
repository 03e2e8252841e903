declare module '*.md?guide' {
  const guide: import('./guide').Guide;
  export default guide;
}
