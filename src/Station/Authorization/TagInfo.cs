namespace ChargerFirmware.Station.Authorization;

/// <summary>What is known of a token (IdTagInfo, OCPP 1.6 section 7.27).</summary>
/// <param name="GroupIdToken">The group it belongs to, if any: 1.6's parentIdTag.</param>
public sealed record TagInfo(AuthorizationStatus Status, IdToken? GroupIdToken = null, DateTimeOffset? ExpiryDate = null)
{
    public static TagInfo Invalid { get; } = new(AuthorizationStatus.Invalid);

    public bool IsAccepted => Status == AuthorizationStatus.Accepted;

    /// <summary>What it comes to at that time: a good tag whose date has passed is Expired.</summary>
    public TagInfo At(DateTimeOffset utcNow) => IsAccepted && ExpiryDate <= utcNow ? this with { Status = AuthorizationStatus.Expired } : this;
}
