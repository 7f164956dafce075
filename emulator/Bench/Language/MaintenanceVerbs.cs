using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Bench.Maintenance;

namespace ChargerFirmware.Bench.Language;

/// <summary>Servers of files, what lies and goes wrong there, and what a central system wants fetched from them and sent to them.</summary>
internal static class MaintenanceVerbs
{
    // It is held in memory.
    private const int LongestImage = 100_000_000;

    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("image", "image URL VERSION BYTES [Good|Refused|Dead]", "put a dummy firmware image onto a server", (session, words) =>
        {
            var url = NextUrl(words);
            var version = words.Next("a version");
            var length = words.NextWhole("the length in bytes", 0, LongestImage);
            var behaviour = words.IsEnd ? ImageBehaviour.Good : words.NextName<ImageBehaviour>();
            words.End();
            Files(session).Put(url, new DummyImage(version, behaviour, length).Write());
            return null;
        }),
        Verb.Of("file", "file remove|stall|mend URL | file cut URL BYTES", "take a file away, hold it back, or cut the next download", File),
        Verb.Of("uploads", "uploads refuse|take", "the servers of files refuse what is uploaded, or take it again", (session, words) =>
        {
            var what = words.Next("refuse or take");
            var refuses = what switch
            {
                "refuse" => true,
                "take" => false,
                _ => throw new BenchException($"expected refuse or take, found '{what}'"),
            };
            words.End();
            Files(session).RefusesUploads = refuses;
            return null;
        }),
        Verb.Of("disk", "disk BYTES", "the size of the disk that images are collected on", (session, words) =>
        {
            var bytes = words.NextWhole("a number of bytes");
            words.End();
            session.Bench.Slots.DiskBytes = bytes;
            return null;
        }),
        new("update-firmware", "update-firmware URL [in DURATION] [retries N] [every SECONDS]", "UpdateFirmware, now or later", (session, words) =>
        {
            var url = words.Next("a URL");
            var date = session.Bench.Station.Clock.UtcNow + (words.TryTake("in") ? words.NextDuration().Time : TimeSpan.Zero);
            return CentralSystemVerbs.CallAsync(session, "UpdateFirmware", CentralSystemVerbs.Json(writer =>
            {
                writer.WriteString("location", url);
                writer.WriteString("retrieveDate", date.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
                WriteRetries(writer, words);
            }));
        }),
        new("diagnostics", "diagnostics URL [since DURATION] [retries N] [every SECONDS]", "GetDiagnostics, of all or of the last while", (session, words) =>
        {
            var url = words.Next("a URL");
            var since = words.TryTake("since") ? session.Bench.Station.Clock.UtcNow - words.NextDuration().Time : (DateTimeOffset?)null;
            return CentralSystemVerbs.CallAsync(session, "GetDiagnostics", CentralSystemVerbs.Json(writer =>
            {
                writer.WriteString("location", url);
                if (since is { } time)
                {
                    writer.WriteString("startTime", time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
                }

                WriteRetries(writer, words);
            }));
        }),
    ];

    public static VirtualFileServer Files(Session session) =>
        session.Bench.Files ?? throw new BenchException("files go over a real network and cannot be disturbed here");

    private static string? File(Session session, Words words)
    {
        var what = words.Next("remove, stall, mend or cut");
        var url = NextUrl(words);
        var bytes = what == "cut" ? words.NextWhole("a number of bytes") : 0;
        words.End();
        var file = Files(session).Find(url) ?? throw new BenchException($"there is no file at {url}");
        switch (what)
        {
            case "remove":
                Files(session).Remove(url);
                return null;
            case "stall" or "mend":
                file.Stalls = what == "stall";
                return null;
            case "cut":
                file.CutAfterBytes = bytes;
                return null;
            default:
                throw new BenchException($"expected remove, stall, mend or cut, found '{what}'");
        }
    }

    private static string NextUrl(Words words)
    {
        var url = words.Next("a URL");
        return Uri.TryCreate(url, UriKind.Absolute, out _) ? url : throw new BenchException($"expected a URL, found '{url}'");
    }

    private static void WriteRetries(Utf8JsonWriter writer, Words words)
    {
        if (words.TryTake("retries"))
        {
            writer.WriteNumber("retries", words.NextWhole("a number of retries"));
        }

        if (words.TryTake("every"))
        {
            writer.WriteNumber("retryInterval", words.NextWhole("a number of seconds"));
        }

        words.End();
    }
}
