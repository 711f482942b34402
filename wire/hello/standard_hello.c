/* SPDX-License-Identifier: ISC */
/*
 * From a recipe to a specification (wire/hello/standard_hello.h).
 */
#include "wire/hello/standard_hello.h"

#include "wire/hello/hello_build.h"

static enum hello_style style_of(const struct hello_recipe *recipe)
{
	if (recipe->version >= VERSION_TLS13)
		return recipe->lean		 ? STYLE_LEAN
			: recipe->with_key_share ? STYLE_SHARE
						 : STYLE_STANDARD;
	if (recipe->version <= VERSION_SSL3)
		return recipe->with_extensions ? STYLE_EXTENDED
					       : STYLE_STANDARD;
	return recipe->without_extensions      ? STYLE_BARE
		: recipe->shape == DHE_RFC7919 ? STYLE_RFC7919
					       : STYLE_STANDARD;
}

void standard_hello_write(struct writer *w, const struct hello_recipe *recipe)
{
	static const uint8_t deflate_then_null[] = { 1, 0 };
	struct hello_draft draft;
	struct hello_spec spec = { .standard = hello_standard(
					   recipe->version, style_of(recipe)),
		.suites = { recipe->suites, recipe->n_suites },
		.groups = { recipe->groups, recipe->n_groups },
		.schemes = { recipe->signature_schemes,
			recipe->n_signature_schemes },
		.server_name = recipe->server_name };

	if (recipe->offer_deflate)
		spec.compression = slice_of(deflate_then_null, 2);
	memcpy(spec.seed, recipe->seed, SEED_SIZE);
	if (!hello_build(w, &draft, &spec))
		w->failed = true;
}
