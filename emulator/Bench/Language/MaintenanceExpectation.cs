using System.IO.Compression;
using ChargerFirmware.Bench.Maintenance;

namespace ChargerFirmware.Bench.Language;

/// <summary>Expects what firmware runs, what was uploaded with which files in it, and how much of an image went over the line.</summary>
internal static class MaintenanceExpectation
{
    public static async Task<string?> RunAsync(Session session, string what, Words words, Duration within)
    {
        switch (what)
        {
            case "firmware":
                var version = words.Next("a version");
                words.End();
                Require(session.Bench.Slots.RunningVersion == version, $"expected firmware {version}, found {session.Bench.Slots.RunningVersion}");
                return null;
            case "served":
                var bytes = words.NextWhole("a number of bytes");
                Require(words.TryTake("bytes"), "expected 'bytes' after the number");
                words.End();
                var served = MaintenanceVerbs.Files(session).ServedBytes;
                Require(served == bytes, $"expected {bytes} bytes to have been served, found {served}");
                return null;
            default:
                return await UploadAsync(session, words, within);
        }
    }

    private static async Task<string?> UploadAsync(Session session, Words words, Duration within)
    {
        var url = words.Next("a URL");
        var expected = words.Rest().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var files = MaintenanceVerbs.Files(session);
        VirtualUpload? upload = null;
        await session.Bench.UntilAsync(() => (upload = files.Uploads.LastOrDefault(upload => upload.Location == url)) is not null, within);
        Require(upload is not null, $"expected an upload to {url} within {within}; found {string.Join(", ", files.Uploads.Select(other => other.Location))}");
        using var archive = new ZipArchive(new MemoryStream(upload!.Content.ToArray()));
        var found = archive.Entries.Select(entry => entry.FullName).ToList();
        Require(expected.All(found.Contains), $"expected {string.Join(", ", expected)} in {upload.Name}, found {string.Join(", ", found)}");
        return null;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ExpectationException(otherwise);
        }
    }
}
