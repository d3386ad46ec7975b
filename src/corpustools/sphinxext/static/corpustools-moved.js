// A former address of a document: on to where it is now, with the passage that was asked for.
location.replace(new URL(document.currentScript.dataset.to + location.search + location.hash, location.href));
