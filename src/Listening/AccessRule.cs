using System.Net;

namespace ChargerFirmware.Listening;

/// <summary>
/// Who may speak to a port of ours: one rule for all of them. It keeps web pages of others out, which a browser on this machine lets
/// send requests to loopback: by a name of theirs (DNS rebinding), by a script, by a form. Programs such as curl are asked nothing.
/// </summary>
/// <remarks>Headers that a proxy may add, such as <c>X-Forwarded-Host</c>, are not looked at: anybody can write them.</remarks>
public sealed class AccessRule
{
    /// <summary>Loopback, no foreign page, no key.</summary>
    public static AccessRule Usual { get; } = new();

    /// <summary>Names by which this machine may be called beside loopback and the address the connection has arrived at.</summary>
    public IReadOnlyList<HostName> Hosts { get; init; } = [];

    /// <summary>Pages that may do what a program on this machine may.</summary>
    public IReadOnlyList<Origin> Origins { get; init; } = [];

    /// <summary>Asked of every client; null: of none.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>The same rule with no key: for a port that has passwords of its own.</summary>
    public AccessRule WithoutKey() => new() { Hosts = Hosts, Origins = Origins };

    /// <returns>Null when it may go on.</returns>
    public Refusal? Judge(RequestHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return JudgeHost(head) ?? JudgePage(head) ?? JudgeKey(head);
    }

    /// <summary>Whether the request comes from a page that is allowed by name, which then may read the answer as well.</summary>
    public bool IsAllowedPage(RequestHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Origin.TryRead(head.Origin) is { } origin && Origins.Contains(origin);
    }

    private Refusal? JudgeHost(RequestHead head)
    {
        if (head.Host is not { Length: > 0 })
        {
            return new Refusal(400, "Host: missing; expected the name or the address of this machine");
        }

        return HostName.TryRead(head.Host) is { } host && IsOurs(host, head.Local.Address)
            ? null
            : new Refusal(403, $"Host: '{head.Host}' is no name of this machine; expected localhost, its address, or what --allow-host names");
    }

    private bool IsOurs(HostName host, IPAddress local) =>
        host.IsLoopback || (host.Address is { } address && address.Equals(HostName.Plain(local))) || Hosts.Any(host.IsSameHost);

    private Refusal? JudgePage(RequestHead head)
    {
        if (head.Origin is { } from)
        {
            return Origin.TryRead(from) is { } origin && (IsOwn(origin, head) || Origins.Contains(origin)) ? null : Foreign($"Origin: '{from}'");
        }

        // A link that somebody follows shows a page and changes nothing; an embedded or fetched one is a script or a form.
        if (head.FetchSite is not (null or "none" or "same-origin") && !(head is { IsSafe: true, FetchMode: "navigate" }))
        {
            return Foreign($"Sec-Fetch-Site: '{head.FetchSite}'");
        }

        // Browsers that know neither of the two send this with a form.
        return head is { IsSafe: false, Referer: { } page } && !(Origin.OfAddress(page) is { } known && (IsOwn(known, head) || Origins.Contains(known)))
            ? Foreign($"Referer: '{page}'")
            : null;
    }

    private static Refusal Foreign(string seen) =>
        new(403, $"{seen}: a page from elsewhere may not use this interface; expected none, one from here, or what --allow-origin names");

    private static bool IsOwn(Origin origin, RequestHead head) =>
        origin.Host is { } page && origin.UsualPort is { } usual && HostName.TryRead(head.Host) is { } host
        && (page.Equals(Origin.WithPort(host, usual)) || (page.IsLoopback && page.Port == head.Local.Port));

    private Refusal? JudgeKey(RequestHead head) =>
        Key is null || head.IsPreflight || Key.IsIn(head)
            ? null
            : new Refusal(401, "expected the key of this interface, as Authorization: Bearer KEY or as X-API-Key: KEY");
}
