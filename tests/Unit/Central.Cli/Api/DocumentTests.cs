using System.Text;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>The examples of docs/drive-a-central-system.md, as they are written.</summary>
public sealed partial class DocumentTests
{
    private const string Place = "http://127.0.0.1:8080";

    [Fact]
    public async Task Every_example_is_answered()
    {
        await using var bench = await ApiBench.StartAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs/drive-a-central-system.md"), TestContext.Current.CancellationToken);
        var examples = Blocks().Matches(text).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var wrong = new List<string>();
        foreach (var example in examples)
        {
            using var request = RequestOf(example);
            using var response = await bench.Client.SendAsync(request, TestContext.Current.CancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                wrong.Add($"{example}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            }
        }

        Assert.Equal(17, examples.Count);
        Assert.Empty(wrong);
    }

    /// <summary>What curl makes of a line.</summary>
    private static HttpRequestMessage RequestOf(string line)
    {
        var words = new Queue<string>(Words().Matches(Comment().Replace(line, "")).Select(word => word.Value.Trim('\'', '"')));
        Assert.Equal("curl", words.Dequeue());
        var request = new HttpRequestMessage();
        string? method = null, body = null;
        while (words.TryDequeue(out var word))
        {
            switch (word)
            {
                case "-s":
                    break;
                case "-X":
                    method = words.Dequeue();
                    break;
                case "-d" or "--json":
                    body = words.Dequeue();
                    break;
                case "-H":
                    var header = words.Dequeue().Split(": ");
                    request.Headers.TryAddWithoutValidation(header[0], header[1]);
                    break;
                default:
                    Assert.StartsWith(Place, word, StringComparison.Ordinal);
                    request.RequestUri = new Uri(word[Place.Length..], UriKind.Relative);
                    break;
            }
        }

        request.Method = new HttpMethod(method ?? (body is null ? "GET" : "POST"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Comment();
}
