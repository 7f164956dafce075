namespace ChargerFirmware.Central.Records;

/// <summary>What is set for an id token.</summary>
/// <param name="IdToken">Compared without regard to case (OCPP 1.6, 7.28).</param>
/// <param name="Group">The parent: its tokens may stop each other's sessions.</param>
/// <param name="ExpiryDate">From then on an accepted token is expired.</param>
public sealed record TokenRecord(string IdToken, TokenStatus Status, string? Group, DateTimeOffset? ExpiryDate);
