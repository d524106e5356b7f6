// The data of the page and the keys of its texts. `make schema` writes this file from tools/page_data.py and
// templates/lang/en.toml; do not edit.

interface ShownMissile {
  id: string;
  colour: number;
  shown: boolean;
  origins?: Array<string>;
}

interface Note {
  note: number;
  position: [number, number];
  site: string | null;
  leader: boolean;
}

interface Step {
  step: number;
  missiles?: Array<string>;
  origins?: Array<string>;
  figures?: "low" | "high" | number;
  hide?: Array<string>;
  naive?: boolean;
  at?: [number, number];
  zoom?: number;
  seen_from?: string;
  limit?: number;
}

interface View {
  bounds: [[number, number], [number, number]];
  center?: [number, number];
  zoom?: number;
  from?: string;
}

interface Amendment {
  id: string;
  reason: string;
  changed: Array<string>;
  added: Array<string>;
}

interface Story {
  id: string;
  title: Record<string, string>;
  as_of: string;
  date: string;
  languages: Array<string>;
  language: string;
  missiles: Array<ShownMissile>;
  origins: Array<string>;
  places: Array<string>;
  notes?: Array<Note>;
  steps?: Array<Step>;
  view: View;
  amendments?: Array<Amendment>;
}

interface RingProperties {
  missile: string;
  origin: string | Array<string> | null;
  bound: "low" | "high";
  radius_km: number;
  kind: "estimated" | "flown";
  basis: "reported" | "illustrative";
  sources: Array<string>;
  floor?: "flown" | "at-least";
}

interface Point {
  type: "Point";
  coordinates: [number, number];
}

interface MultiPoint {
  type: "MultiPoint";
  coordinates: Array<[number, number]>;
}

interface Polygon {
  type: "Polygon";
  coordinates: Array<Array<[number, number]>>;
}

interface MultiPolygon {
  type: "MultiPolygon";
  coordinates: Array<Array<Array<[number, number]>>>;
}

interface Ring {
  type: "Feature";
  properties: RingProperties;
  geometry: Point | MultiPoint | Polygon | MultiPolygon;
}

interface Rings {
  type: "FeatureCollection";
  features: Array<Ring>;
}

interface SiteProperties {
  name: string;
  kind: string;
  country: string;
  status: string;
  role: string;
  label_order: number;
  uncertainty_km?: number;
  status_as_of?: string;
  first_reported?: string;
  missiles?: Array<string>;
}

interface Site {
  type: "Feature";
  id: string;
  properties: SiteProperties;
  geometry: Point | null;
}

interface Sites {
  type: "FeatureCollection";
  features: Array<Site>;
}

interface Band {
  low_km: number | null;
  high_km: number;
  floor?: "flown" | "at-least";
}

interface Reach {
  origins: Array<string>;
  places: Array<string>;
  distance_km: Array<Array<number>>;
  uncertainty_km: Array<Array<number>>;
  bands: Record<string, Band>;
}

interface Azimuthal {
  limits_km: Array<number>;
  circles_km: Array<number>;
}

interface Land {
  unit: number;
  cover: string;
  whole: string;
  cut: string;
  shore: string;
  lake: string;
  lines: Record<string, string>;
}

interface MapLabel {
  kind: "country" | "sea" | "city";
  lon: number;
  lat: number;
  rank: number;
  names: Record<string, string>;
  min_zoom?: number;
  max_zoom?: number;
  spots?: Array<[number, number]>;
  subject?: "origin" | "place";
}

interface Basemap {
  size: number;
  seams: [Array<number>, Array<number>];
  parts: Array<Land>;
  labels: Array<MapLabel>;
}

interface Citations {
  stencils: Array<[Array<string>, Array<string>]>;
  of: Array<number>;
}

interface Claim {
  text: string;
  source: number;
  quote?: string;
  verified?: boolean;
  note?: string;
}

interface Contradiction {
  text: string;
  sources: Array<number>;
}

interface Evidence {
  aliases?: Array<string>;
  operator?: string;
  uncertainty_km?: number;
  position_source?: number;
  position_note?: string;
  first_reported?: string;
  missiles?: Array<string>;
  claims?: Array<Claim>;
  contradictions?: Array<Contradiction>;
  notes?: string;
}

interface FigureRow {
  low_km: number;
  high_km: number;
  kind: "estimated" | "claimed" | "flown";
  floor: boolean;
  sets_limit: boolean;
  source: number;
  out_by: string | null;
}

interface Geometry {
  type: string;
  coordinates: any;
}

interface MarkRow {
  geometry: Geometry;
  label: Record<string, string>;
  colour: string;
  is_dashed: boolean;
  is_filled: boolean;
  style: string;
}

interface PageData {
  "mapgen-story": Story;
  "mapgen-ranges": Rings;
  "mapgen-sites": Sites;
  "mapgen-reach": Reach;
  "mapgen-sources": Array<any>;
  azimuthal: Azimuthal;
  basemap: Basemap;
  citations: Citations;
  embed: string;
  naive: Record<string, Record<string, number>>;
  evidence: Record<string, Evidence>;
  faded: Array<string>;
  families: number;
  figures: Record<string, Array<FigureRow>>;
  marks: Array<MarkRow>;
  names: Record<string, Array<string>>;
  publications: Array<string | Array<[string, Array<string>]>>;
  "reach-words": Record<"reported" | "illustrative", string>;
  "texts-keys": Array<string>;
  [texts: `texts-${string}`]: Array<string | null>; // a language's texts, in the order of their keys
}

type TextKey =
  | "content_hash"
  | "dir"
  | "form:and"
  | "form:at_least"
  | "form:comma"
  | "form:decimal"
  | "form:flown"
  | "form:flown_limit"
  | "form:group"
  | "form:km"
  | "form:short_floor"
  | "form:span"
  | "form:to_at_least"
  | "form:to_flown"
  | "story_id"
  | "takeaway"
  | "title"
  | "ui:a_city"
  | "ui:a_country"
  | "ui:a_sea"
  | "ui:a_source"
  | "ui:accessed"
  | "ui:aim"
  | "ui:aliases"
  | "ui:all"
  | "ui:all_figures"
  | "ui:all_origins"
  | "ui:all_quoted"
  | "ui:amended"
  | "ui:any_answer"
  | "ui:any_status"
  | "ui:archived"
  | "ui:arrows"
  | "ui:as_of"
  | "ui:as_of_year"
  | "ui:associated"
  | "ui:azimuthal"
  | "ui:back_to_map"
  | "ui:base_credit"
  | "ui:basis_illustrative"
  | "ui:basis_none"
  | "ui:basis_reported"
  | "ui:beyond"
  | "ui:beyond_all"
  | "ui:beyond_chosen"
  | "ui:by_end_of"
  | "ui:by_now"
  | "ui:chain"
  | "ui:change"
  | "ui:changes"
  | "ui:changes_before"
  | "ui:changes_cited"
  | "ui:changes_gone"
  | "ui:changes_new"
  | "ui:changes_none"
  | "ui:changes_now"
  | "ui:changes_since"
  | "ui:citation"
  | "ui:cite_map"
  | "ui:claims"
  | "ui:close"
  | "ui:colon"
  | "ui:content_hash"
  | "ui:contradictions"
  | "ui:copied"
  | "ui:copy"
  | "ui:copy_by_hand"
  | "ui:depends"
  | "ui:depends_figure"
  | "ui:depends_floor"
  | "ui:depends_flown"
  | "ui:depends_positions"
  | "ui:derived"
  | "ui:distance"
  | "ui:distance_from"
  | "ui:download"
  | "ui:east"
  | "ui:empty_low"
  | "ui:empty_origin"
  | "ui:empty_others"
  | "ui:empty_source"
  | "ui:empty_year"
  | "ui:evidence"
  | "ui:farther"
  | "ui:figure"
  | "ui:figures"
  | "ui:find"
  | "ui:find_any"
  | "ui:find_site"
  | "ui:first_reported"
  | "ui:fit"
  | "ui:floor_decides"
  | "ui:floor_ring"
  | "ui:flown_ring"
  | "ui:generator"
  | "ui:high_floor"
  | "ui:high_flown"
  | "ui:high_ring"
  | "ui:highest"
  | "ui:illustrative"
  | "ui:in_english"
  | "ui:in_table"
  | "ui:keep_pin"
  | "ui:key"
  | "ui:key_missiles"
  | "ui:key_symbols"
  | "ui:language"
  | "ui:layer_base"
  | "ui:layer_key"
  | "ui:layer_labels"
  | "ui:layer_title"
  | "ui:less"
  | "ui:listed_group"
  | "ui:low_ring"
  | "ui:lowest"
  | "ui:map_label"
  | "ui:margin"
  | "ui:measure"
  | "ui:measure_aim"
  | "ui:measure_end"
  | "ui:measure_start"
  | "ui:measured"
  | "ui:mercator_limit"
  | "ui:more"
  | "ui:naive"
  | "ui:naive_error"
  | "ui:nearer"
  | "ui:nearest_spelling"
  | "ui:next"
  | "ui:no_answer"
  | "ui:no_figures"
  | "ui:no_results"
  | "ui:no_script"
  | "ui:no_such_figure"
  | "ui:none"
  | "ui:north"
  | "ui:not_public"
  | "ui:not_rechecked"
  | "ui:notes"
  | "ui:now_hidden"
  | "ui:now_shown"
  | "ui:on_figure"
  | "ui:on_positions"
  | "ui:one_source"
  | "ui:only"
  | "ui:open"
  | "ui:operator"
  | "ui:origin"
  | "ui:origins_group"
  | "ui:pack_file"
  | "ui:pack_files"
  | "ui:pack_size"
  | "ui:pale"
  | "ui:pile"
  | "ui:pin_at"
  | "ui:place"
  | "ui:places_group"
  | "ui:position"
  | "ui:position_decides"
  | "ui:position_from"
  | "ui:present"
  | "ui:present_end"
  | "ui:previous"
  | "ui:print"
  | "ui:put_pin"
  | "ui:quoted"
  | "ui:ranges"
  | "ui:reach"
  | "ui:reach_best"
  | "ui:reach_from"
  | "ui:reach_from_one"
  | "ui:reach_note"
  | "ui:reaches"
  | "ui:reported"
  | "ui:reported_by"
  | "ui:reported_own"
  | "ui:results"
  | "ui:ring_area"
  | "ui:ring_gap"
  | "ui:ring_high"
  | "ui:ring_joint"
  | "ui:ring_low"
  | "ui:ring_only"
  | "ui:ring_source"
  | "ui:said"
  | "ui:saved_copy"
  | "ui:scale_bar"
  | "ui:scale_note"
  | "ui:second_hand"
  | "ui:see_from"
  | "ui:see_from_there"
  | "ui:seen"
  | "ui:seen_through"
  | "ui:set_apart"
  | "ui:share"
  | "ui:share_alone"
  | "ui:share_embed"
  | "ui:share_failed"
  | "ui:share_link"
  | "ui:share_local"
  | "ui:share_may_block"
  | "ui:share_now"
  | "ui:share_picture"
  | "ui:short"
  | "ui:show_panel"
  | "ui:show_rings"
  | "ui:show_them"
  | "ui:showing_rings"
  | "ui:sites"
  | "ui:skip"
  | "ui:skip_evidence"
  | "ui:source_line"
  | "ui:sources"
  | "ui:south"
  | "ui:start_over"
  | "ui:status"
  | "ui:step_of"
  | "ui:story"
  | "ui:tab_open"
  | "ui:take_bracket"
  | "ui:take_data"
  | "ui:take_end"
  | "ui:take_every"
  | "ui:take_highest"
  | "ui:take_join"
  | "ui:take_lowest"
  | "ui:take_missile"
  | "ui:take_no_place"
  | "ui:take_nothing"
  | "ui:take_off"
  | "ui:take_origins"
  | "ui:take_part"
  | "ui:take_pin"
  | "ui:take_range"
  | "ui:take_source"
  | "ui:theme"
  | "ui:then"
  | "ui:two_fingers"
  | "ui:uncertainty"
  | "ui:undated"
  | "ui:undated_now"
  | "ui:view_from"
  | "ui:west"
  | "ui:which_source"
  | "ui:within"
  | "ui:within_all"
  | "ui:within_chosen"
  | "ui:zoom_command"
  | "ui:zoom_ctrl"
  | `accessed:${string}`
  | `band:${string}`
  | `basis:${string}`
  | `by:${string}`
  | `called:${string}`
  | `chain:${string}`
  | `class:${string}`
  | `count:${string}`
  | `date:${string}`
  | `figure:${string}`
  | `floor:${string}`
  | `kind:${string}`
  | `km:${string}`
  | `label:${string}`
  | `missile:${string}`
  | `note:${string}`
  | `range:${string}`
  | `ring:${string}`
  | `site:${string}`
  | `source:${string}`
  | `status:${string}`
  | `step:${string}`
  | `within:${string}`;
