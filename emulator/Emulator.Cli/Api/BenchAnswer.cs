using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop.Doors;
using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>What the bench says, or a problem document: 400 for what cannot be understood, 409 for what cannot be done now.</summary>
internal static class BenchAnswer
{
    public static async Task<IResult> OfAsync<T>(ThreadLoop loop, Func<Task<T>> answer)
    {
        try
        {
            return Results.Json(await loop.RunAsync(answer));
        }
        catch (Exception refusal) when (refusal is BadRequestException or ArgumentOutOfRangeException or LanguageException)
        {
            return Results.Problem(refusal.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (BenchException refusal)
        {
            return Results.Problem(refusal.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
