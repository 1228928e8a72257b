// Charts are measured and drawn by the server, so the browser tells it once how wide the page's content is.

export function tellWidth() {
  const main = document.getElementById("main");
  if (!main || main.clientWidth < 660) return null;
  const style = getComputedStyle(main);
  const room = Math.floor(main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 2);
  const known = document.cookie.match(/(?:^|; )chart_width=(\d+)/);
  if (known && Math.abs(Number(known[1]) - room) < 8) return null;
  document.cookie = `chart_width=${room}; path=/; max-age=31536000; samesite=lax`;
  return room;
}
