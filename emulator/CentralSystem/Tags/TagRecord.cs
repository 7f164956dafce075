using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.CentralSystem.Tags;

/// <summary>What is set for a tag.</summary>
public sealed record TagRecord(string IdTag, AuthorizationStatus Status, string? ParentIdTag, DateTimeOffset? ExpiryDate);
