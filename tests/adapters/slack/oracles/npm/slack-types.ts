// What the oracles take from Slack's types: each export becomes one definition of the schema.
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { AppsManifestValidateArguments } from "@slack/web-api";

export type MessageBlocks = KnownBlock[];
export type View = ModalView | HomeView;
export type AppManifest = AppsManifestValidateArguments["manifest"];
