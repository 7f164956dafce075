namespace ChargerFirmware.Station.Authorization;

/// <summary>Who can say whether a tag is good: the central system.</summary>
public interface ITokenAuthority
{
    /// <summary>True while it can be asked.</summary>
    bool IsOnline { get; }

    /// <summary>
    /// Whether such a token can be sent to it at all. One that can never be sent starts nothing, online or not: the transaction could
    /// not be reported.
    /// </summary>
    bool Takes(IdToken idToken);

    /// <summary>Asks for one token that it takes.</summary>
    Task<AuthorityAnswer> AuthorizeAsync(IdToken idToken);
}
