// The quality page is written whole; only the links to the network need their addresses.
for (const link of document.querySelectorAll("a[data-entity]")) link.href = kg.entityAddress(link.dataset.entity);
document.body.dataset.ready = "quality";
