// Draws a card with the official renderer as Teams is set, and keeps what it would send to the bot.
"use strict";

const TEAMS = {
  supportsInteractivity: true,
  actions: { maxActions: 6, actionsOrientation: "horizontal", actionAlignment: "left" },
};

window.sent = [];

window.draw = (json) => {
  const cards = AdaptiveCards;
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig(TEAMS);
  card.onExecuteAction = (action) => {
    const kind = action.getJsonTypeName();
    window.sent.push(kind === "Action.Submit"
      ? action.data
      : { action: { type: kind, verb: action.verb, data: action.data }, trigger: "manual" });
  };
  card.parse(json, context);
  const troubles = [];
  for (let at = 0; at < context.eventCount; at += 1) {
    troubles.push(context.getEventAt(at).message);
  }
  troubles.push(...card.validateProperties().validationEvents.map((event) => event.message));
  const drawn = card.render();
  document.body.replaceChildren(drawn);
  return {
    troubles,
    shown: drawn.innerText,
    markup: [...drawn.querySelectorAll("a, b, strong, em, i, h1, h2, ul, ol, code, img, script")]
      .filter((one) => !one.closest("button, .ac-overflowButton")).map((one) => one.outerHTML),
    inputs: [...drawn.querySelectorAll("input, textarea, select")].map((one) => one.value),
  };
};
