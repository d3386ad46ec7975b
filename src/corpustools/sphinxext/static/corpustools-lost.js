// The page for addresses that there are none of: offer the words of the address to the search.
const last = location.pathname.replace(/(\/index)?(\.\w+)?\/?$/, "").split("/").pop();
let words = last;
try {
  words = decodeURIComponent(last);
} catch {
  // A lone % is no word of anything.
}
// Ids end in eight digits of a digest, where the name of a file did not do.
document.getElementById("corpus-words").value = words.replace(/-[0-9a-f]{8}$/, "").split(/[^\p{L}\p{M}\p{N}]+/u).join(" ").trim();
