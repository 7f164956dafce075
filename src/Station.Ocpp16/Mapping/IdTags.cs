using ChargerFirmware.Station.Authorization;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>Id tokens as OCPP 1.6 has them: texts of 1 to 20 characters without a kind (IdToken, 7.28).</summary>
public static class IdTags
{
    private const int LongestLength = 20;

    public static IdToken Read(string idTag) => new(idTag);

    /// <summary>A group that is one. An empty one is none: it must not make one group of all tags that have it.</summary>
    public static IdToken? ReadGroup(string? parentIdTag) => string.IsNullOrWhiteSpace(parentIdTag) ? null : new IdToken(parentIdTag);

    /// <summary>Whether a token can be sent: one that is cut short would be somebody else's.</summary>
    public static bool Takes(IdToken idToken) => idToken.Value.Length is > 0 and <= LongestLength;

    /// <param name="idToken">One that <see cref="Takes"/> takes.</param>
    public static string Write(IdToken idToken) => idToken.Value;
}
