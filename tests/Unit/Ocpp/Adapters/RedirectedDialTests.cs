using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Adapters;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Unit.Ocpp.Adapters;

/// <summary>A central system does not choose whom a station dials.</summary>
public sealed class RedirectedDialTests : IDisposable
{
    private readonly ThreadLoop _loop = new("test", fault => throw fault);
    private int _requests;

    public void Dispose() => _loop.Dispose();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_one_request_and_a_refused_dial(int status)
    {
        await using var server = await ServerAsync(status, context => context.Path);

        var refusal = await DialAsync(server);

        Assert.Equal((LinkRefusal.HttpStatus, status, 1), (refusal.Refusal, refusal.HttpStatus, _requests));
    }

    [Theory]
    [InlineData("http://user:secret@127.0.0.1:8081/ticket?key=secret", "a redirect to http://127.0.0.1:8081/***, which is not followed")]
    [InlineData("wss://elsewhere.example", "a redirect to wss://elsewhere.example, which is not followed")]
    [InlineData("file:///etc/passwd", "a redirect to file:/***, which is not followed")]
    [InlineData("http://", "a redirect without an address, which is not followed")]
    [InlineData(null, "a redirect without an address, which is not followed")]
    public async Task The_refusal_says_where_it_leads_and_shows_no_ticket(string? location, string said)
    {
        await using var server = await ServerAsync(307, _ => location);

        var refusal = await DialAsync(server);

        Assert.Equal($"the central system answered with HTTP status 307, {said}", refusal.Message);
    }

    private Task<LoopbackServer> ServerAsync(int status, Func<Microsoft.AspNetCore.Http.HttpRequest, string?> location) => LoopbackServer.StartAsync(context =>
    {
        Interlocked.Increment(ref _requests);
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location(context.Request);
        return Task.CompletedTask;
    });

    private Task<LinkRefusedException> DialAsync(LoopbackServer server) => Assert.ThrowsAsync<LinkRefusedException>(() =>
        _loop.RunAsync(() => new WebSocketDialer(_loop, server.Endpoint, "CP").ConnectAsync(new DialOptions { Subprotocols = ["ocpp1.6"] }, default)));
}
