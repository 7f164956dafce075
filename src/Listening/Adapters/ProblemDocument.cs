using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>Answers a request with its refusal.</summary>
public static class ProblemDocument
{
    /// <summary>Answers with it. Nothing may have been answered yet.</summary>
    public static async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(refusal);
        var document = refusal.ToDocument();
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = Refusal.ContentType;
        context.Response.ContentLength = document.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }
}
