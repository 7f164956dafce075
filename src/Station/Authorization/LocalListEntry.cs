namespace ChargerFirmware.Station.Authorization;

/// <summary>What an update of the local list says of one tag.</summary>
/// <param name="Info">Null takes the tag off the list.</param>
public readonly record struct LocalListEntry(IdToken IdToken, TagInfo? Info);
