using System.Net.Http.Headers;
using System.Text;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>Where a request goes, and as whom.</summary>
/// <param name="Location">Without user part.</param>
/// <param name="UserInfo">As the address wrote it; empty for no user.</param>
internal sealed record HttpPlace(Uri Location, string UserInfo)
{
    /// <summary>Takes the user part out of an address, so that no address with a password is on its way or in a message.</summary>
    public static HttpPlace Of(Uri location) =>
        new(new Uri(location.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)), location.UserInfo);

    /// <summary>The credentials that a request carries; null for none.</summary>
    public AuthenticationHeaderValue? Authorization => UserInfo.Length == 0
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(UserInfo))));

    /// <summary>The place that an answer sends us to. The password goes along to the same host only, and never from TLS to none.</summary>
    /// <exception cref="TransferException">It is none that can be gone to.</exception>
    public HttpPlace Follow(Uri? redirect)
    {
        const string Nowhere = "the server redirects without saying where to: expected a Location with an address";
        if (redirect is null || !Uri.TryCreate(Location, redirect, out var next))
        {
            throw new TransferException(Nowhere);
        }

        // Before the host: file:///etc/passwd has none, and says well enough where to.
        if (next.Scheme is not ("http" or "https"))
        {
            throw new TransferException($"the server redirects to {next.Scheme}, which is refused: expected http or https", isFinal: true);
        }

        if (next.Host.Length == 0)
        {
            throw new TransferException(Nowhere);
        }

        if (Location.Scheme == "https" && next.Scheme == "http")
        {
            throw new TransferException("the server redirects from https to http, which is refused", isFinal: true);
        }

        var place = Of(next);
        return place.UserInfo.Length == 0 && IsSameServer(next) ? place with { UserInfo = UserInfo } : place;
    }

    /// <summary>Never with its user part.</summary>
    public override string ToString() => Location.Authority;

    /// <summary>Another port is another program, but for the step from http to https with the ports that belong to them.</summary>
    private bool IsSameServer(Uri next) =>
        string.Equals(next.IdnHost, Location.IdnHost, StringComparison.OrdinalIgnoreCase) &&
        (next.Port == Location.Port || (next.IsDefaultPort && Location.IsDefaultPort));
}
