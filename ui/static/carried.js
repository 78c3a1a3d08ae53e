/* Pages that are carried along for where there is no network: this one, and where its links with
 * data-carry lead. */
const MOST = 50;

export function carry(list, ...paths) {
  const carried = [...list.querySelectorAll("a[data-carry]")].slice(0, MOST).map((link) => link.pathname);
  navigator.serviceWorker?.ready.then((worker) =>
    setTimeout(() => worker.active.postMessage({ carry: [...paths, ...carried] }), 1000));
}

export default (list) => carry(list, location.pathname);
