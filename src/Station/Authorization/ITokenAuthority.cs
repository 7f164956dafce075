namespace ChargerFirmware.Station.Authorization;

/// <summary>Who can say whether a tag is good: the central system.</summary>
public interface ITokenAuthority
{
    /// <summary>True while it can be asked.</summary>
    bool IsOnline { get; }

    /// <summary>Asks for one tag.</summary>
    Task<AuthorityAnswer> AuthorizeAsync(string idTag);
}
